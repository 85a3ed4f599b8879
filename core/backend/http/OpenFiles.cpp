// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/OpenFiles.h"

#include <sys/resource.h>

#include <algorithm>
#include <string>

namespace tidemark::backend {

Result<void> allowOpenFiles(std::size_t count)
{
    rlimit limit = {};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return Error{"few_files", ErrorCategory::Local, "the limit of open files is unknown"};
    if (limit.rlim_cur >= count)
        return {};
    limit.rlim_cur = std::min<rlim_t>(count, limit.rlim_max);
    if (setrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur >= count)
        return {};
    return Error{"few_files", ErrorCategory::Local, "no more than " + std::to_string(limit.rlim_cur) + " open files"};
}

} // namespace tidemark::backend
