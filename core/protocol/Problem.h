// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/Http.h"

#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

/// What went wrong with one place of a request body (RFC 6901 pointer).
struct ProblemDetail {
    std::string pointer;
    std::string detail;
};

/// An error answer, application/problem+json (RFC 9457). `code` is ours and stable.
struct Problem {
    int status = 500;
    std::string code;
    std::string title;
    std::string detail;
    std::vector<ProblemDetail> errors = {};
};

/// The reason phrase of a status, used as title.
std::string_view statusTitle(int status);

/// A problem with the status' own title.
Problem makeProblem(int status, std::string code, std::string detail);

Response problemResponse(const Problem &problem, std::string_view requestId);

/// Reads an error answer; `code` is empty when the body is not a problem document.
Problem parseProblem(const Response &response);

} // namespace tidemark
