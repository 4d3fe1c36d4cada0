"""Reading a PDF as a screen reader does: what is tagged as what, in which order, with which words.

An independent look at what the typesetter promises: it knows nothing of the templates, only of ISO 32000 and 14289-1.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdf

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


@dataclass(frozen=True)
class Tag:
    name: str
    alt: str
    depth: int
    parent: str


def opened(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def tags(document: pypdf.PdfReader) -> list[Tag]:
    """The structure tree in reading order, roles resolved to standard names."""
    root = document.trailer["/Root"]["/StructTreeRoot"]
    return list(_walk(root, root.get("/RoleMap", {}), 0, ""))


def _walk(node: Any, roles: Any, depth: int, parent: str) -> Iterator[Tag]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        one = kid.get_object()
        if not hasattr(one, "get") or "/S" not in one:
            continue
        name = str(roles.get(one["/S"], one["/S"]))[1:]
        yield Tag(name, str(one.get("/Alt", "")), depth, parent)
        yield from _walk(one, roles, depth + 1, name)


def faults(content: bytes) -> list[str]:
    """What keeps a PDF from being read aloud; empty when nothing does."""
    document = opened(content)
    root = document.trailer["/Root"]
    found = [*_document_faults(document, root)]
    if "/StructTreeRoot" not in root:
        return [*found, "not tagged"]
    tree = tags(document)
    found += [f"{tag.name} without a text" for tag in tree if tag.name in {"Figure", "Formula"} and not tag.alt.strip()]
    found += _heading_faults([tag for tag in tree if tag.name in HEADINGS])
    found += [f"{tag.name} in {tag.parent}" for tag in tree if tag.name in {"TH", "TD"} and tag.parent != "TR"]
    found += [f"{tag.name} in {tag.parent}" for tag in tree if tag.name == "LI" and tag.parent != "L"]
    return found


def _document_faults(document: pypdf.PdfReader, root: Any) -> Iterator[str]:
    if "<pdfuaid:part>1" not in root["/Metadata"].get_data().decode():
        yield "does not say that it is PDF/UA-1"
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "not marked"
    if not root.get("/Lang"):
        yield "no language"
    if not (document.metadata and document.metadata.title):
        yield "no title"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "shows the name of the file, not the title"
    for number, page in enumerate(document.pages, start=1):
        if page.get("/Tabs") != "/S" and "/Annots" in page:
            yield f"page {number}: no order of tabs"
        yield from (f"page {number}: {name} is not embedded" for name in _loose_fonts(page))
        yield from (f"page {number}: {text!r} is neither tagged nor marked as ornament" for text in _loose_text(page))


def _loose_fonts(page: Any) -> Iterator[str]:
    for font in (one.get_object() for one in page["/Resources"].get("/Font", {}).values()):
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        if inner.get("/Subtype") == "/Type3":
            continue
        descriptor = inner.get("/FontDescriptor", {})
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor):
            yield str(font.get("/BaseFont"))
        if "/ToUnicode" not in font:
            yield f"{font.get('/BaseFont')} (no letters behind the shapes)"


def _loose_text(page: Any) -> Iterator[str]:
    """Text outside marked content is read by nobody, or read wrongly."""
    depth = 0
    content = page.get_contents()
    for operands, operator in content.operations if content else []:
        if operator in {b"BDC", b"BMC"}:
            depth += 1
        elif operator == b"EMC":
            depth -= 1
        elif operator in {b"Tj", b"TJ"} and not depth:
            yield str(operands)[:40]


def _heading_faults(headings: list[Tag]) -> Iterator[str]:
    if not headings:
        yield "no headings"
        return
    before = 0
    for tag in headings:
        level = int(tag.name[1])
        if level > before + 1:
            yield f"{tag.name} under H{before}"
        before = level
    if [tag.name for tag in headings].count("H1") != 1:
        yield "not one title"
