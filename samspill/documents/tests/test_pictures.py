from __future__ import annotations

import io

import pytest
from PIL import Image

from samspill.documents.pictures import LONGEST_EDGE, MOST_BYTES, cleaned
from samspill.documents.refusals import UnreadableFile

CAMERA, PLACE = 0x0110, 0x8825


def a_photograph(size: tuple[int, int] = (3000, 2000), kind: str = "JPEG", *, turned: bool = False) -> bytes:
    picture = Image.new("RGB", size, (18, 81, 78))
    said = Image.Exif()
    said[CAMERA] = "Telefonen til Kari"
    said.get_ifd(PLACE)[1] = "N"
    if turned:
        said[0x0112] = 6
    written = io.BytesIO()
    picture.save(written, kind, exif=said)
    return written.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_what_one_sees_is_kept(kind: str) -> None:
    content = a_photograph(kind=kind)
    assert b"Telefonen til Kari" in content
    found = cleaned(content, "tavla.jpg")
    assert b"Telefonen til Kari" not in found.content
    assert dict(opened(found.content).getexif()) == {}
    assert (found.media_type, opened(found.content).format) == ("image/jpeg", "JPEG")


def test_a_large_picture_is_made_small_enough_for_a_page() -> None:
    found = opened(cleaned(a_photograph(), "tavla.jpg").content)
    assert max(found.size) == LONGEST_EDGE


def test_a_picture_taken_sideways_is_turned_upright() -> None:
    found = opened(cleaned(a_photograph((300, 200), turned=True), "tavla.jpg").content)
    assert found.size == (200, 300)


def test_what_is_see_through_lies_on_white() -> None:
    written = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(written, "PNG")
    found = opened(cleaned(written.getvalue(), "a.png").content)
    assert found.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xd8\xff\xe0 half", a_photograph()[:4000]],
)
def test_what_is_no_whole_picture_is_refused_with_what_would_be_right(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="Bruk JPEG, PNG eller WebP"):
        cleaned(content, "tavla.heic")


def test_a_file_that_is_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(UnreadableFile, match="grensen er"):
        cleaned(b"\xff" * (MOST_BYTES + 1), "tavla.jpg")


def test_a_small_file_that_unfolds_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samspill.documents.pictures.MOST_POINTS", 1000)
    with pytest.raises(UnreadableFile, match="Bruk JPEG"):
        cleaned(a_photograph((100, 100)), "bombe.png")
