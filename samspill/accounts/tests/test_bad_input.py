"""What no browser would say that a passkey answered."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Cast

PART = '"rawId":"AA","type":"public-key"'
ANSWERS = (
    "9" * 5000,
    "[" * 100_000,
    "{}",
    "null",
    '{"id":1}',
    f'{{"id":"x",{PART},"response":{{}}}}',
    f'{{"id":"AA",{PART},"response":{{"clientDataJSON":"AA","authenticatorData":"AA","signature":"AA"}}}}',
    f'{{"id":"AA",{PART},"response":{{"clientDataJSON":"e30","attestationObject":"oA"}}}}',
)


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_made_up_answer_of_a_passkey_signs_nobody_in(cast: Cast, answer: str) -> None:
    client = Client()
    client.get("/konto/inn/passnokkel/svar/", headers={"X-Requested-With": "XMLHttpRequest"})
    assert client.post("/konto/inn/passnokkel/svar/", {"credential": answer}).status_code == 302
    assert client.get("/konto/").status_code == 302


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_made_up_answer_of_a_passkey_is_not_kept(cast: Cast, answer: str) -> None:
    client = Client()
    client.force_login(cast.user("per"))
    assert client.get("/konto/passnokler/ny/").status_code == 200
    assert client.post("/konto/passnokler/ny/", {"credential": answer, "name": "Nøkkel"}).status_code == 200
