#!/usr/bin/env python3
"""Makes large inputs out of the fixtures, to measure throughput and memory with.

    scripts/bench/corpus.py html FOLDER --count 5000 [--kilobytes 60]
    scripts/bench/corpus.py warc FILE.warc.gz --megabytes 1024
    scripts/bench/corpus.py zip FILE.zip --megabytes 1024
    scripts/bench/corpus.py jsonl FILE.jsonl.gz --megabytes 1024

Pages carry menus, scripts and teasers around a fixture's text, up to the size asked for. The same arguments give the same bytes.
Sizes count what is packed in, unpacked.
"""

import argparse
import gzip
import html
import itertools
import json
import pathlib
import zipfile

FIXTURES = pathlib.Path(__file__).resolve().parent.parent.parent / "fixtures"


def texts():
    """Every fixture's text, with its language, over and over."""
    files = sorted(FIXTURES.glob("??/*.txt"))
    return itertools.cycle([(file.parent.name, file.read_text(encoding="utf-8")) for file in files])


def page(number, lang, text, size):
    """A page of about `size` bytes: the release, and what sites put around it."""
    paragraphs = [block for block in text.split("\n\n") if block.strip()]
    title = html.escape(" ".join(paragraphs[0].split()))
    body = "".join(f"<p>{html.escape(block)}</p>\n" for block in paragraphs[1:])
    menu = "".join(f'<li class="menu-item"><a href="/section/{i}">Section {i}</a></li>\n' for i in range(60))
    head = (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8"><title>{title} | Ministry</title>\n'
        f'<link rel="canonical" href="https://ministry.example/{lang}/news/{number}">\n'
        f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="Ministry">\n'
    )
    main = f'<nav><ul>{menu}</ul></nav><main><article><h1>{title}</h1>\n{body}</article></main>\n'
    teasers, foot, script = [], "</div><footer>Contact. Imprint.</footer></body></html>\n", "var a = [];\n"
    rest = size - len((head + main + foot).encode())
    for i in itertools.count():
        if sum(map(len, teasers)) > rest * 0.6:
            break
        teasers.append(
            f'<div class="teaser card col-{i % 4}"><a href="/news/{i}"><img src="/i/{i}.jpg" alt=""><span class="label">'
            f"Item {i}</span></a></div>\n"
        )
    filler = "a.push({id: 17, tags: ['x', 'y'], weight: 0.25});\n"
    script += filler * max(0, int(rest * 0.4 / len(filler)))
    return f'{head}<script>{script}</script></head><body>{main}<div class="related">{"".join(teasers)}{foot}'.encode()


def pages(kilobytes):
    for number, (lang, text) in enumerate(texts()):
        yield number, page(number, lang, text, kilobytes << 10)


def until(items, megabytes, size):
    total = 0
    for item in items:
        if total >= megabytes << 20:
            return
        total += size(item)
        yield item


def write_html(folder, count, kilobytes):
    folder.mkdir(parents=True, exist_ok=True)
    for number, bytes_ in itertools.islice(pages(kilobytes), count):
        (folder / f"{number:06}.html").write_bytes(bytes_)


def write_warc(file, megabytes, kilobytes):
    packed = file.suffix == ".gz"
    with file.open("wb") as out:
        for number, bytes_ in until(pages(kilobytes), megabytes, lambda item: len(item[1])):
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + bytes_
            record = (
                "WARC/1.0\r\nWARC-Type: response\r\n"
                f"WARC-Target-URI: https://ministry.example/news/{number}\r\n"
                "WARC-Date: 2024-05-02T10:00:00Z\r\n"
                f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
                "Content-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(http)}\r\n\r\n"
            ).encode() + http + b"\r\n\r\n"
            out.write(gzip.compress(record, 6, mtime=0) if packed else record)


def write_zip(file, megabytes, kilobytes):
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as out:
        for number, bytes_ in until(pages(kilobytes), megabytes, lambda item: len(item[1])):
            out.writestr(zipfile.ZipInfo(f"news/{number:06}.html"), bytes_, zipfile.ZIP_DEFLATED)


def write_jsonl(file, megabytes):
    rows = ({"id": str(n), "lang": lang, "text": text} for n, (lang, text) in enumerate(texts()))
    lines = (json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)
    with gzip.GzipFile(file, "wb", 6, mtime=0) if file.suffix == ".gz" else file.open("wb") as out:
        for line in until(lines, megabytes, len):
            out.write(line)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=["html", "warc", "zip", "jsonl"])
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=5000, help="pages of a folder")
    parser.add_argument("--megabytes", type=int, default=1024, help="of an archive, unpacked")
    parser.add_argument("--kilobytes", type=int, default=60, help="of a page")
    args = parser.parse_args()
    match args.kind:
        case "html":
            write_html(args.output, args.count, args.kilobytes)
        case "warc":
            write_warc(args.output, args.megabytes, args.kilobytes)
        case "zip":
            write_zip(args.output, args.megabytes, args.kilobytes)
        case "jsonl":
            write_jsonl(args.output, args.megabytes)


if __name__ == "__main__":
    main()
