// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/Gzip.h"

#include <zlib.h>

#include <algorithm>

namespace tidemark::backend {

namespace {

/// Largest window, plus 16 for a gzip header and nothing else.
constexpr int kGzipWindow = MAX_WBITS + 16;
constexpr std::size_t kChunk = 64 * 1024;
constexpr int kLevel = 1;
constexpr int kMemLevel = 8; // zlib's default

class Inflater {
public:
    Inflater() { m_ready = inflateInit2(&m_stream, kGzipWindow) == Z_OK; }
    ~Inflater() { inflateEnd(&m_stream); }
    Inflater(const Inflater &) = delete;
    Inflater &operator=(const Inflater &) = delete;

    Result<std::string> run(std::string_view compressed, std::size_t limit);

private:
    z_stream m_stream = {};
    bool m_ready = false;
};

Error invalid(const char *why)
{
    return {"invalid_gzip", ErrorCategory::Input, why};
}

Result<std::string> Inflater::run(std::string_view compressed, std::size_t limit)
{
    if (!m_ready)
        return Error{"out_of_memory", ErrorCategory::Busy, "no memory to inflate"};
    // zlib reads through this pointer and never writes.
    m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(compressed.data()));
    m_stream.avail_in = static_cast<uInt>(compressed.size());
    std::string content;
    std::size_t filled = 0;
    for (;;) {
        // Grown only when full: a file of a million empty members must cost no more than its bytes.
        if (filled == content.size())
            content.resize(filled + std::min(kChunk, limit + 1 - filled));
        m_stream.next_out = reinterpret_cast<Bytef *>(content.data() + filled);
        m_stream.avail_out = static_cast<uInt>(content.size() - filled);
        const int state = inflate(&m_stream, Z_NO_FLUSH);
        filled = content.size() - m_stream.avail_out;
        if (filled > limit)
            return Error{"too_large", ErrorCategory::Input, "the content is too large once decompressed"};
        if (state == Z_STREAM_END && m_stream.avail_in == 0)
            break;
        if (state == Z_STREAM_END)
            inflateReset(&m_stream); // the next member
        else if (state != Z_OK)
            return invalid(state == Z_BUF_ERROR ? "the gzip stream is cut short" : "the gzip stream is damaged");
    }
    content.resize(filled);
    return content;
}

/// A gzip file in the making.
class GzipBody final : public BodySource {
public:
    explicit GzipBody(std::shared_ptr<BodySource> source)
        : m_source(std::move(source)),
          m_ready(deflateInit2(&m_stream, kLevel, Z_DEFLATED, kGzipWindow, kMemLevel, Z_DEFAULT_STRATEGY) == Z_OK)
    {
    }
    ~GzipBody() override { deflateEnd(&m_stream); }
    GzipBody(const GzipBody &) = delete;
    GzipBody &operator=(const GzipBody &) = delete;

    bool isReady() const { return m_ready; }

    Result<Piece> next() override
    {
        TRY(Piece piece, m_source->next());
        if (!piece.bytes.empty() || piece.last)
            piece.bytes = compressed(piece.bytes, piece.last ? Z_FINISH : Z_SYNC_FLUSH);
        return piece;
    }

private:
    std::string compressed(std::string_view content, int flush)
    {
        m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(content.data()));
        m_stream.avail_in = static_cast<uInt>(content.size());
        std::string out;
        do { // until there is room left: then all has been flushed
            const std::size_t filled = out.size();
            out.resize(filled + std::max(kChunk, content.size() / 2));
            m_stream.next_out = reinterpret_cast<Bytef *>(out.data() + filled);
            m_stream.avail_out = static_cast<uInt>(out.size() - filled);
            deflate(&m_stream, flush);
        } while (m_stream.avail_out == 0);
        out.resize(out.size() - m_stream.avail_out);
        return out;
    }

    std::shared_ptr<BodySource> m_source;
    z_stream m_stream = {};
    bool m_ready;
};

} // namespace

std::shared_ptr<BodySource> gzipped(std::shared_ptr<BodySource> source)
{
    auto body = std::make_shared<GzipBody>(std::move(source));
    return body->isReady() ? body : nullptr;
}

Result<std::string> gunzip(std::string_view compressed, std::size_t limit)
{
    return Inflater().run(compressed, limit);
}

std::string gzip(std::string_view content)
{
    z_stream stream = {};
    if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindow, kMemLevel, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    std::string compressed(deflateBound(&stream, static_cast<uLong>(content.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(content.data()));
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = reinterpret_cast<Bytef *>(compressed.data());
    stream.avail_out = static_cast<uInt>(compressed.size());
    const bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    compressed.resize(done ? compressed.size() - stream.avail_out : 0);
    deflateEnd(&stream);
    return compressed;
}

} // namespace tidemark::backend
