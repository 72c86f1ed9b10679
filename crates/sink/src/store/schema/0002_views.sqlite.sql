-- What analysts read. A frame of window functions is the one way to join texts in a set order that SQLite promises and that
-- versions before 3.44 know too: a view that one cannot parse would keep it from opening the whole file.

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
    (SELECT group_concat(h.value, '; ') OVER (ORDER BY h.key ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
        FROM json_each(p.honorifics) h LIMIT 1) AS honorifics,
    (SELECT group_concat(t.text, '; ') OVER (ORDER BY t.number ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
        FROM titles t WHERE t.document_id = p.document_id AND t.person = p.number LIMIT 1) AS titles,
    (SELECT group_concat(coalesce(t.office, '-'), '; ')
            OVER (ORDER BY t.number ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
        FROM titles t WHERE t.document_id = p.document_id AND t.person = p.number LIMIT 1) AS offices,
    (SELECT group_concat(t.status, '; ') OVER (ORDER BY t.number ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
        FROM titles t WHERE t.document_id = p.document_id AND t.person = p.number LIMIT 1) AS statuses,
    p.organization,
    p.country,
    c.name AS country_name,
    p.role,
    p.mode,
    p.confidence
FROM people p
JOIN documents d ON d.id = p.document_id
LEFT JOIN events e ON e.document_id = p.document_id
LEFT JOIN countries c ON c.code = p.country;

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
