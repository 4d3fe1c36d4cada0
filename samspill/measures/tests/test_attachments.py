from __future__ import annotations

import io
import zipfile
from datetime import datetime

import pytest

from samspill.audit.rules import Refused
from samspill.measures.actions import attach_file, remove_attachment
from samspill.measures.models import Attachment
from samspill.measures.rules import check_attachment, media_type
from samspill.measures.tests.plans import a_measure
from samspill.pulses.tests.rounds import viewer_of
from tests.cast import Cast

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ...", "application/pdf"),
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("Æ, ø og å\n".encode(), "text/plain"),
        (archive("[Content_Types].xml", "word/document.xml"), "officedocument.wordprocessingml"),
        (archive("xl/workbook.xml"), "officedocument.spreadsheetml"),
        (archive("ppt/presentation.xml"), "officedocument.presentationml"),
    ],
)
def test_a_file_is_what_it_is(content: bytes, kind: str) -> None:
    assert kind in (media_type(content) or "")


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00",
        b"<html><script>alert(1)</script>",
        "\ufeff  <svg onload=alert(1)>".encode(),
        b"\x00\x01\x02",
        b"\xff\xfe\x00",
        archive("noe.exe"),
        archive("word/document.xml", "word/vbaProject.bin"),
    ],
)
def test_what_could_run_is_not_kept_whatever_it_is_called(content: bytes) -> None:
    with pytest.raises(Refused, match=r"Vi tar ikke imot filer som «plan\.pdf»"):
        check_attachment("plan.pdf", content, already=0)


@pytest.mark.parametrize(
    ("content", "already", "sentence"),
    [(b"", 0, "er tom"), (b"a" * 5_000_001, 0, "høyst 5 MB"), (b"tekst", 20, "Slett ett først")],
)
def test_empty_large_and_too_many_are_refused_with_the_way_out(content: bytes, already: int, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        check_attachment("plan.txt", content, already=already)


def test_the_largest_that_may_be_kept_is_kept(cast: Cast, now: datetime) -> None:
    content = b"a" * 5_000_000
    kept = attach_file(measure=a_measure(cast.nord), name="stor.txt", content=content, by=viewer_of(cast.kari), now=now)
    assert (kept.size, len(bytes(Attachment.objects.get().content))) == (5_000_000, 5_000_000)


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("plan.png", "plan.png"),
        ("plan.exe", "plan.exe.png"),
        ("../../etc/passwd", ".. .. etc passwd.png"),
        ("", "vedlegg.png"),
        ("x" * 300, "x" * 195 + ".png"),
    ],
)
def test_the_name_follows_the_content(name: str, kept_as: str, cast: Cast, now: datetime) -> None:
    kept = attach_file(measure=a_measure(cast.nord), name=name, content=PNG, by=viewer_of(cast.kari), now=now)
    assert kept.name == kept_as


def test_it_is_deleted_by_whoever_added_it_or_runs_the_workplace(cast: Cast, now: datetime) -> None:
    measure = a_measure(cast.nord)
    for name, may in (("jonas", False), ("amina", False), ("kari", True), ("per", True)):
        kept = attach_file(measure=measure, name="a.png", content=PNG, by=viewer_of(cast.kari), now=now)
        if may:
            remove_attachment(attachment=kept, by=viewer_of(getattr(cast, name)), now=now)
            assert not Attachment.objects.filter(pk=kept.pk).exists()
        else:
            with pytest.raises(Refused, match="den som la det inn"):
                remove_attachment(attachment=kept, by=viewer_of(getattr(cast, name)), now=now)


def test_a_stranger_to_the_unit_attaches_nothing(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused):
        attach_file(measure=a_measure(cast.nord), name="a.png", content=PNG, by=viewer_of(cast.siri), now=now)
    assert not Attachment.objects.exists()
