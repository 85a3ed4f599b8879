// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/Figures.h"

#include "protocol/JsonWriter.h"
#include "tests/bench/ServerProcess.h"

#include <cstdio>
#include <fstream>
#include <thread>

namespace tidemark::bench {

namespace {

std::string machine()
{
    std::ifstream info("/proc/cpuinfo");
    std::string model = "unknown processor";
    for (std::string line; std::getline(info, line);) {
        if (line.starts_with("model name")) {
            model = line.substr(line.find(':') + 2);
            break;
        }
    }
    return std::to_string(std::thread::hardware_concurrency()) + " × " + model;
}

std::string asJson(const std::string &title, const std::vector<Figure> &figures)
{
    std::string text;
    JsonWriter json(text);
    json.beginObject().field("bench", title).field("machine", machine()).key("figures").beginArray();
    for (const Figure &figure : figures) {
        json.beginObject()
            .field("name", figure.name)
            .field("value", figure.value)
            .field("unit", figure.unit)
            .field("bar", figure.bar)
            .field("met", figure.isMet())
            .endObject();
    }
    json.endArray().endObject();
    return text;
}

} // namespace

int report(const std::string &title, const std::vector<Figure> &figures)
{
    bool allMet = true;
    std::printf("%s (%s)\n", title.c_str(), machine().c_str());
    for (const Figure &figure : figures) {
        std::string bar = "-";
        if (figure.bar != 0) {
            char text[40];
            std::snprintf(text, sizeof text, "%s %.6g", figure.atLeast ? "≥" : "≤", figure.bar);
            bar = text;
        }
        std::printf("  %-58s %12.4g %-10s %-12s %s\n", figure.name.c_str(), figure.value, figure.unit.c_str(),
                    bar.c_str(), figure.isMet() ? "" : "MISSED");
        allMet = allMet && figure.isMet();
    }
    const std::string line = asJson(title, figures);
    std::printf("%s\n", line.c_str());
    if (const std::string history = environment("TIDEMARK_BENCH_HISTORY", {}); !history.empty())
        std::ofstream(history, std::ios::app) << line << '\n';
    return allMet ? 0 : 1;
}

} // namespace tidemark::bench
