-- What analysts read.

CREATE VIEW appearances AS
SELECT
    p.document_id,
    p.number AS person,
    d.date,
    d.lang,
    d.publisher,
    e.name AS event,
    p.name,
    p.name_latin,
    nullif(array_to_string(p.honorifics, '; '), '') AS honorifics,
    t.titles,
    t.offices,
    t.statuses,
    p.organization,
    p.country,
    c.name AS country_name,
    p.role,
    p.mode,
    p.confidence
FROM people p
JOIN documents d ON d.id = p.document_id
LEFT JOIN events e ON e.document_id = p.document_id
LEFT JOIN countries c ON c.code = p.country
CROSS JOIN LATERAL (
    SELECT
        string_agg(t.text, '; ' ORDER BY t.number) AS titles,
        string_agg(coalesce(t.office, '-'), '; ' ORDER BY t.number) AS offices,
        string_agg(t.status, '; ' ORDER BY t.number) AS statuses
    FROM titles t
    WHERE t.document_id = p.document_id AND t.person = p.number
) t;

CREATE VIEW speakers AS
SELECT * FROM appearances WHERE role IN ('keynote', 'speaker');

CREATE VIEW offices AS
SELECT
    t.document_id,
    t.person,
    t.number,
    d.date,
    d.lang,
    p.name,
    p.name_latin,
    p.country,
    c.name AS country_name,
    t.text AS title,
    t.status,
    t.office,
    coalesce(t.organization, p.organization) AS organization,
    p.role,
    t.confidence
FROM titles t
JOIN people p ON p.document_id = t.document_id AND p.number = t.person
JOIN documents d ON d.id = t.document_id
LEFT JOIN countries c ON c.code = p.country;

CREATE VIEW meetings AS
SELECT
    a.document_id,
    d.date,
    e.name AS event,
    a.number AS person,
    a.name,
    a.name_latin,
    a.country,
    b.number AS other_person,
    b.name AS other_name,
    b.name_latin AS other_name_latin,
    b.country AS other_country
FROM people a
JOIN people b ON b.document_id = a.document_id AND b.country <> a.country
JOIN documents d ON d.id = a.document_id
LEFT JOIN events e ON e.document_id = a.document_id
WHERE a.role <> 'mentioned' AND b.role <> 'mentioned'
    AND coalesce(a.mode, '') <> 'written' AND coalesce(b.mode, '') <> 'written';
