// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/ChangesStream.h"
#include "backend/api/PullReader.h"

#include <optional>

namespace tidemark::backend {

/// The answer to a pull of a whole window, a page a piece: memory stays flat however large the window is. The pages
/// are read in snapshots of their own; a row that changes between two of them has left the window and comes with the
/// next pull.
class WindowBody final : public BodySource {
public:
    /// @param query  with the window's end
    /// @param first  the first page, which has more behind it
    WindowBody(PullReader reader, PullQuery query, PullPage first);

    Result<Piece> next() override;

private:
    Result<void> readOn();
    void finishEntity();

    PullReader m_reader;
    PullQuery m_window;
    std::optional<PullPage> m_first;
    PullQuery m_query;      ///< what is read next, of one entity
    bool m_listing = false; ///< reading the entity again, for tombstones too many to keep
    bool m_done = false;
    ServerMeta m_meta;
    std::string m_out;
    JsonWriter m_json{m_out};
    ChangesStream m_changes;
};

} // namespace tidemark::backend
