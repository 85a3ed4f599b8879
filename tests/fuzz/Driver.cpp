// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"
#include "base/Random.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

// Stands in for libFuzzer where the compiler has none: mutates the files of the corpus, the same way in every run.
// TIDEMARK_FUZZ_RUNS says how often (20,000 times), TIDEMARK_FUZZ_SEED how (1). What broke is kept in crash-<fuzzer>.

// Of the sanitizers, when there are any; they die without a signal.
extern "C" void __sanitizer_set_death_callback(void (*callback)()) __attribute__((weak));

namespace {

using tidemark::SeededRandom;

constexpr std::size_t kMaxInput = 16 * 1024;

std::string current;
std::string crashFile;

void keepInput()
{
    if (std::FILE *file = std::fopen(crashFile.c_str(), "wb")) { // not safe in a handler; there is nothing to lose
        std::fwrite(current.data(), 1, current.size(), file);
        std::fclose(file);
    }
    std::fprintf(stderr, "the input is in %s\n", crashFile.c_str());
}

extern "C" void keepInputOnSignal(int signal)
{
    keepInput();
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

std::string contentOf(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

std::vector<std::string> readCorpus(const std::filesystem::path &folder)
{
    std::vector<std::filesystem::path> files;
    for (const auto &entry : std::filesystem::directory_iterator(folder))
        files.push_back(entry.path());
    std::sort(files.begin(), files.end()); // the same order on every disk
    std::vector<std::string> inputs;
    for (const auto &file : files)
        inputs.push_back(contentOf(file));
    return inputs;
}

/// A line is "…", with \" \\ and \xNN for what cannot stand for itself, or begins with #.
std::vector<std::string> readDictionary(const std::filesystem::path &path)
{
    std::vector<std::string> words;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        if (line.size() < 2 || line.front() != '"')
            continue;
        std::string word;
        for (std::size_t at = 1; at + 1 < line.size(); ++at) {
            if (line[at] == '\\' && line[at + 1] == 'x') {
                word += static_cast<char>(std::stoi(line.substr(at + 2, 2), nullptr, 16));
                at += 3;
            } else {
                at += line[at] == '\\' ? 1 : 0;
                word += line[at];
            }
        }
        words.push_back(word);
    }
    return words;
}

class Mutator {
public:
    Mutator(std::vector<std::string> corpus, std::vector<std::string> words, std::uint64_t seed)
        : m_corpus(std::move(corpus)),
          m_words(std::move(words)),
          m_random(seed)
    {
    }

    std::string next()
    {
        std::string input = m_corpus[m_random.below(m_corpus.size())];
        for (auto left = 1 + m_random.below(4); left > 0; --left)
            mutate(input);
        input.resize(std::min(input.size(), kMaxInput));
        return input;
    }

private:
    /// A place in the input, or its end.
    std::size_t place(const std::string &input) { return m_random.below(input.size() + 1); }

    void mutate(std::string &input)
    {
        switch (m_random.below(7)) {
        case 0: flipBit(input); break;
        case 1: input.insert(place(input), m_words[m_random.below(m_words.size())]); break;
        case 2: replaceWithWord(input); break;
        case 3: input.resize(place(input)); break;
        case 4: splice(input); break;
        case 5: repeatPiece(input); break;
        default: replaceNumber(input); break;
        }
    }

    void flipBit(std::string &input)
    {
        if (!input.empty())
            input[m_random.below(input.size())] ^= static_cast<char>(1U << m_random.below(8));
    }

    void replaceWithWord(std::string &input)
    {
        const std::size_t from = place(input);
        input.replace(from, m_random.below(16), m_words[m_random.below(m_words.size())]);
    }

    void splice(std::string &input)
    {
        const std::string &other = m_corpus[m_random.below(m_corpus.size())];
        input = input.substr(0, place(input)) + other.substr(place(other));
    }

    void repeatPiece(std::string &input)
    {
        const std::string piece = input.substr(place(input), 1 + m_random.below(64));
        for (auto left = 1 + m_random.below(8); left > 0 && input.size() < kMaxInput; --left)
            input.insert(place(input), piece);
    }

    void replaceNumber(std::string &input)
    {
        static constexpr std::array kExtremes{"0",
                                              "-1",
                                              "9223372036854775807",
                                              "-9223372036854775808",
                                              "18446744073709551616",
                                              "1e308",
                                              "1e-400",
                                              "0.5",
                                              "4294967296",
                                              "00"};
        const auto from = input.find_first_of("0123456789", place(input));
        if (from == input.npos)
            return;
        const auto to = std::min(input.find_first_not_of("0123456789", from), input.size());
        input.replace(from, to - from, kExtremes[m_random.below(kExtremes.size())]);
    }

    const std::vector<std::string> m_corpus;
    const std::vector<std::string> m_words;
    SeededRandom m_random;
};

std::uint64_t setting(const char *name, std::uint64_t otherwise)
{
    const char *text = std::getenv(name);
    return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

void run(const std::string &input)
{
    current = input;
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(current.data()), current.size());
}

} // namespace

int main(int count, char **arguments)
{
    const std::string name = std::filesystem::path(arguments[0]).filename().string();
    crashFile = "crash-" + name;
    std::signal(SIGABRT, keepInputOnSignal);
    if (__sanitizer_set_death_callback)
        __sanitizer_set_death_callback(keepInput);
    else
        std::signal(SIGSEGV, keepInputOnSignal);
    for (int index = 1; index < count; ++index) // to look at a finding
        run(contentOf(arguments[index]));
    if (count > 1)
        return 0;
    const std::filesystem::path folder = TIDEMARK_FUZZ_FOLDER;
    const std::vector<std::string> corpus = readCorpus(folder / "corpus" / name);
    for (const std::string &input : corpus)
        run(input);
    Mutator mutator(corpus, readDictionary(folder / "dictionary.txt"), setting("TIDEMARK_FUZZ_SEED", 1));
    const std::uint64_t runs = setting("TIDEMARK_FUZZ_RUNS", 20'000);
    for (std::uint64_t index = 0; index < runs; ++index)
        run(mutator.next());
    std::printf("%s: %llu inputs and %zu of the corpus\n", name.c_str(), static_cast<unsigned long long>(runs),
                corpus.size());
    return 0;
}
