"""What a person does to sign in, as the tests say it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time

from django.core import mail
from django.test import Client

CODE = re.compile(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", re.MULTILINE)


def ask_for_code(client: Client, email: str, **extra: str):
    return client.post("/konto/inn/", {"email": email}, follow=True, **extra)


def code_in_mail() -> str:
    return CODE.findall(mail.outbox[-1].body)[-1]


def sign_in(client: Client, email: str, **extra: str):
    ask_for_code(client, email, **extra)
    return client.post("/konto/inn/kode/", {"code": code_in_mail()}, **extra)


def is_signed_in(client: Client) -> bool:
    return client.get("/konto/").status_code == 200


def app_code(secret: str, *, ahead: int = 0) -> str:
    """RFC 6238, computed here and not by the library under test."""
    counter = struct.pack(">Q", int(time.time()) // 30 + ahead)
    digest = hmac.digest(base64.b32decode(secret), counter, hashlib.sha1)
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
