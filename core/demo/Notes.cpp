// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/Notes.h"

#include <array>

namespace tidemark::demo {

namespace {

constexpr std::array kTitles{
    "Préparer l’atelier carnet de terrain",
    "Marché bio, liste définitive",
    "Relancer l’imprimeur pour le devis",
    "Call the landlord about heating",
    "Réunion du 9 mars, notes",
    "Book train to Lyon",
    "Vaccin du chat",
    "Facture plombier",
    "Why tides lag the moon",
    "Ideas for the reading club",
    "Plan de la salle B",
    "Return the library books",
    "Rappeler le notaire",
    "Packing list for Brest",
    "Horaires de marée",
    "Gift ideas for Ada",
    "Recette, tarte aux poireaux",
    "Draft the newsletter",
    "Répétition de la chorale",
    "Renew the bike insurance",
    "Sur la lecture à voix haute",
    "A shelf that sorts itself",
};

constexpr std::array kSentences{
    "Apporter les carnets, le vidéoprojecteur et douze feutres.",
    "Arriver à 9 h pour installer la salle.",
    "Ask whether the boiler was serviced in autumn.",
    "Penser aux badges.",
    "The 7:42 is full, the 8:12 has seats.",
    "Demander deux exemplaires reliés.",
    "Three weeks of coefficient tables, then a pattern.",
    "Ne pas oublier la pièce d’identité.",
    "Bring the small tripod, leave the big one.",
    "Prévoir une solution s’il pleut.",
    "She prefers paper over screens.",
    "Le devis est valable trente jours.",
    "Check the second appendix before sending.",
    "Compter vingt minutes de marche depuis la gare.",
};

constexpr std::array kTags{R"(["travail"])", R"(["maison","famille"])", R"(["lecture"])", R"(["voyage"])",
                           R"(["idées"])",   R"(["cuisine"])"};

} // namespace

std::string Notes::pick(const char *const *first, std::size_t count)
{
    return first[m_random.below(count)];
}

std::string Notes::title()
{
    return pick(kTitles.data(), kTitles.size());
}

std::string Notes::sentence()
{
    return pick(kSentences.data(), kSentences.size());
}

Record Notes::create(std::size_t entity)
{
    const EntitySchema &schema = pensieveSchema().entities[entity];
    Record record = makeRecord(schema, {});
    const auto set = [&](std::string_view name, Value value) {
        if (const auto column = schema.columnIndex(name))
            setColumnValue(record, *column, std::move(value));
    };
    set("type", std::string("text"));
    set("title", title());
    set("summary", sentence());
    set("text", sentence());
    set("description", sentence() + " " + sentence());
    set("raw_content", sentence() + " " + sentence());
    set("state", schema.name == "todos" ? std::string("todo") : std::string("captured"));
    set("priority", std::string("medium"));
    set("tags", pick(kTags.data(), kTags.size()));
    set("confidence_score", static_cast<double>(50 + m_random.below(50)) / 100);
    set("order_index", static_cast<std::int64_t>(m_random.below(20)));
    return record;
}

Record Notes::createTooLarge(std::size_t entity)
{
    Record record = create(entity);
    const EntitySchema &schema = pensieveSchema().entities[entity];
    std::string book;
    while (book.size() < 700'000)
        book += sentence() + " ";
    setColumnValue(record, *schema.columnIndex("title"), std::string("Le livre entier, collé d’un coup"));
    setColumnValue(record, *schema.columnIndex("raw_content"), book);
    setColumnValue(record, *schema.columnIndex("normalized_text"), std::move(book));
    return record;
}

Record Notes::edit(std::size_t entity, const Record &row, std::int64_t nowMs)
{
    const EntitySchema &schema = pensieveSchema().entities[entity];
    Record edit = makeRecord(schema, row.id);
    const std::uint64_t kind = m_random.below(4);
    const std::string more = sentence();
    if (schema.name == "todos" && kind == 0) {
        setColumnValue(edit, *schema.columnIndex("state"), std::string("done"));
        setColumnValue(edit, *schema.columnIndex("completed_at"), nowMs);
    } else if (schema.name == "todos" && kind == 1) {
        setColumnValue(edit, *schema.columnIndex("deadline"),
                       nowMs + static_cast<std::int64_t>(m_random.below(20)) * 86'400'000);
    } else if (schema.name == "captures" && kind == 0) {
        setColumnValue(edit, *schema.columnIndex("tags"), pick(kTags.data(), kTags.size()));
    } else {
        const std::size_t column =
            schema.columnIndex("description").value_or(schema.columnIndex("raw_content").value_or(schema.label));
        const auto *text = std::get_if<std::string>(&row.values[column]);
        const bool grows = text && text->size() < 300;
        setColumnValue(edit, column, grows ? *text + " " + more : more);
    }
    return edit;
}

Record Notes::rival(std::size_t entity, const Record &row, int version)
{
    const EntitySchema &schema = pensieveSchema().entities[entity];
    Record edit = makeRecord(schema, row.id);
    const auto *label = std::get_if<std::string>(&row.values[schema.label]);
    std::string was = label && label->size() < 90 ? *label : title();
    if (was.ends_with('.'))
        was.pop_back();
    setColumnValue(edit, schema.label, was + (version == 0 ? ", du 17 mars" : ", carnet de terrain"));
    if (schema.name == "todos")
        setColumnValue(edit, *schema.columnIndex("priority"), std::string(version == 0 ? "low" : "high"));
    if (schema.name == "captures")
        setColumnValue(edit, *schema.columnIndex("digest_status"), std::string(version == 0 ? "done" : "pending"));
    return edit;
}

} // namespace tidemark::demo
