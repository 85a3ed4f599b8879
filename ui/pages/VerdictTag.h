// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/ConflictListModel.h"
#include "ui/widgets/Tag.h"

namespace tidemark::ui {

/// The look of a verdict's tag.
TagKind verdictTag(Verdict verdict);

} // namespace tidemark::ui
