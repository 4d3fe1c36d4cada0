"""Everything that may be wrong with a file, and what is said of it: where, what, and what is right."""

from __future__ import annotations

from datetime import date

import pytest

from samspill.organisations.imports import ImportFile, ImportRefused, plan_import
from samspill.organisations.models import Organisation
from samspill.organisations.tests.acting import TODAY
from tests.cast import Cast

U = "unit_id,parent_id,name\n"
GOOD = U + "k,,Kommunen\nn,k,Nord\ns,k,Sør\n"
P = "person_id,name,email,unit_id\n"

UNITS = [
    ("empty file", "", ["u.csv: Filen «u.csv» er tom."]),
    ("heading only", U, ["u.csv: Filen har ingen enheter under overskriftsraden."]),
    ("missing column", "unit_id,name\nk,K\n", ["u.csv: Kolonnen «parent_id» mangler"]),
    (
        "wrong separator",
        "unit_id:parent_id:name\nk::K\n",
        ["u.csv: Filen har bare én kolonne", "komma eller semikolon"],
    ),
    ("same column twice", "unit_id,parent_id,name,navn\nk,,K,K\n", ["«name» og «navn» betyr begge name"]),
    ("no id", U + "k,,K\n,k,N\n", ["u.csv, rad 3, kolonne unit_id: Enheten mangler nummer"]),
    ("duplicate id", U + "k,,K\nn,k,A\nn,k,B\n", ["u.csv, rad 4, kolonne unit_id: «n» står også på rad 3."]),
    (
        "orphan",
        U + "k,,K\nnord,k,A\nx,nordd,B\n",
        ["rad 4, kolonne parent_id: «nordd» finnes ikke", "Mente du «nord»?"],
    ),
    ("itself", U + "k,,K\nn,n,A\n", ["rad 3, kolonne parent_id: «n» ligger under seg selv"]),
    (
        "two roots",
        U + "k,,K\nn,k,A\nx,,B\n",
        [
            "u.csv: Filen har 2 øverste enheter",
            "u.csv, rad 2, kolonne parent_id: «K» (k)",
            "u.csv, rad 4, kolonne parent_id: «B» (x)",
        ],
    ),
    (
        "a cycle",
        U + "k,,K\na,c,A\nb,a,B\nc,b,C\nd,c,D\n",
        ["rad 3, kolonne parent_id: Enhetene ligger under hverandre i ring: «a» → «c» → «b» → «a»."],
    ),
    ("two cycles", U + "k,,K\na,b,A\nb,a,B\nc,d,C\nd,c,D\n", ["rad 3", "«a» → «b» → «a»", "rad 5", "«c» → «d» → «c»"]),
    ("only a cycle", U + "a,b,A\nb,a,B\n", ["rad 2", "«a» → «b» → «a»"]),
    ("long name", U + "k,," + "K" * 401 + "\n", ["rad 2, kolonne name: Teksten har 401 tegn; grensen er 400."]),
    ("long id", U + "k" * 81 + ",,K\n", ["rad 2, kolonne unit_id: Teksten har 81 tegn; grensen er 80."]),
    ("too deep", U + "".join(f"{n},{n - 1 or ''},E\n" for n in range(1, 62)), ["rad 62", "61 nivåer; grensen er 60"]),
    ("text in no column", U + "k,,K,mer\n", ["Rad 2 har innhold i kolonne D"]),
]

PEOPLE = [
    ("heading only", P, ["p.csv: Filen har ingen personer under overskriftsraden."]),
    ("missing column", "person_id,name,unit_id\n1,A,n\n", ["Kolonnen «email» mangler"]),
    ("no id", P + ",Kari,,n\n", ["p.csv, rad 2, kolonne person_id: Personen mangler nummer"]),
    ("duplicate id", P + "1,Kari,,n\n1,Per,,n\n", ["rad 3, kolonne person_id: «1» står også på rad 2."]),
    ("no name", P + "1,,,n\n", ["rad 2, kolonne name: Personen mangler navn."]),
    ("no unit", P + "1,Kari,,\n", ["rad 2, kolonne unit_id: Personen mangler enhet."]),
    ("unknown unit", P + "1,Kari,,x\n", ["rad 2, kolonne unit_id: «x» finnes ikke"]),
    ("not an address", P + "1,Kari,kari(a)x.no,n\n", ["rad 2, kolonne email: «kari(a)x.no» er ikke en e-postadresse"]),
    (
        "duplicate address",
        P + "1,Kari,a@x.no,n\n2,Per,A@X.no,n\n",
        ["rad 3, kolonne email: a@x.no står også på rad 2."],
    ),
    (
        "bad date",
        P.strip() + ",valid_from\n1,Kari,,n,31/1-26\n",
        ["rad 2, kolonne valid_from: «31/1-26» er ikke en dato.", "2026-01-31"],
    ),
    ("no such day", P.strip() + ",valid_from\n1,Kari,,n,2026-02-30\n", ["«2026-02-30» er ikke en dato"]),
    ("far date", P.strip() + ",valid_from\n1,Kari,,n,2126-01-01\n", ["lenger bak eller fram"]),
    (
        "unknown language",
        P.strip() + ",language\n1,Kari,,n,sv\n",
        ["rad 2, kolonne language: «sv» er ikke et språk vi har. Skriv nb eller nn eller en."],
    ),
    (
        "unknown role",
        P.strip() + ",roles\n1,Kari,,n,sjef\n",
        ["rad 2, kolonne roles: «sjef» er ikke en rolle.", "hr, safety_rep"],
    ),
    (
        "leader as role",
        P.strip() + ",roles\n1,Kari,,n,leder\n",
        ["rad 2, kolonne roles: Skriv enhetene personen leder i kolonnen leader_of"],
    ),
    ("consultant", P.strip() + ",roles\n1,Kari,,n,BHT\n", ["rad 2, kolonne roles", "med sluttdato"]),
    (
        "area of unknown units",
        P.strip() + ",roles\n1,Kari,,n,safety_rep:n+x\n",
        ["rad 2, kolonne roles: «x» finnes ikke"],
    ),
    ("leads unknown units", P.strip() + ",leader_of\n1,Kari,,n,n;x\n", ["rad 2, kolonne leader_of: «x» finnes ikke"]),
    (
        "neither yes nor no",
        P.strip() + ",hired_in\n1,Kari,,n,kanskje\n",
        ["rad 2, kolonne hired_in: «kanskje» er verken ja eller nei."],
    ),
    (
        "too many columns",
        P.strip() + ",sted,gruppe,ansettelse,alder\n1,Kari,,n,Oslo,x,y,40\n",
        ["4 ukjente kolonner: «sted», «gruppe», «ansettelse», «alder»"],
    ),
    (
        "what does not belong",
        P.strip() + ",Fødselsnummer\n1,Kari,,n,01019012345\n",
        ["«Fødselsnummer» skal ikke inn her"],
    ),
    ("long name", P + "1," + "K" * 201 + ",,n\n", ["rad 2, kolonne name: Teksten har 201 tegn; grensen er 200."]),
    (
        "long attribute",
        P.strip() + ",sted\n1,Kari,,n," + "K" * 201 + "\n",
        ["rad 2, kolonne sted: Teksten har 201 tegn"],
    ),
]


def refusal(organisation: Organisation, units: str, people: str | None = None) -> str:
    people_file = ImportFile("p.csv", people.encode()) if people is not None else None
    with pytest.raises(ImportRefused) as refused:
        plan_import(organisation, ImportFile("u.csv", units.encode()), people_file, today=TODAY)
    return str(refused.value)


@pytest.mark.parametrize(("units", "sentences"), [row[1:] for row in UNITS], ids=[row[0] for row in UNITS])
def test_what_is_wrong_with_units(db: None, units: str, sentences: list[str]) -> None:
    text = refusal(Organisation(), units)
    assert all(sentence in text for sentence in sentences), text


@pytest.mark.parametrize(("people", "sentences"), [row[1:] for row in PEOPLE], ids=[row[0] for row in PEOPLE])
def test_what_is_wrong_with_people(db: None, people: str, sentences: list[str]) -> None:
    text = refusal(Organisation(), GOOD, people)
    assert all(sentence in text for sentence in sentences), text


def test_everything_is_said_at_once_in_the_order_of_the_file(db: None) -> None:
    text = refusal(Organisation(), GOOD, P + "1,,,x\n1,Per,b,n\n")
    assert [line.split(":")[0] for line in text.splitlines()] == [
        "p.csv, rad 2, kolonne name",
        "p.csv, rad 2, kolonne unit_id",
        "p.csv, rad 3, kolonne email",
        "p.csv, rad 3, kolonne person_id",
    ]


def test_a_unit_that_became_part_of_another_does_not_come_back(cast: Cast) -> None:
    cast.nord.closed_on, cast.nord.merged_into = date(2026, 5, 1), cast.sor
    cast.nord.save()
    text = refusal(cast.solvik, U + "solvik,,S\nhjemmetjenesten-nord,solvik,Nord\n")
    assert (
        "u.csv, rad 3, kolonne unit_id: «Hjemmetjenesten Nord» ble en del av «Hjemmetjenesten Sør» 1. mai 2026" in text
    )


def test_units_with_people_do_not_go_without_a_file_of_people(cast: Cast) -> None:
    text = refusal(cast.solvik, U + "solvik,,S\nteknisk,solvik,T\n")
    assert "u.csv: «Hjemmetjenesten Nord» (hjemmetjenesten-nord) mangler i filen, men det arbeider folk der." in text
    assert "Hjemmetjenesten Sør" in text
    assert "Helse" not in text


def test_an_address_of_somebody_outside_the_file_is_not_taken_over(cast: Cast) -> None:
    people = P + "per-moe,Per Moe,per@solvik.example,solvik\n99,Ny,kari@solvik.example,solvik\n"
    text = refusal(cast.solvik, U + "solvik,,S\n", people)
    assert "p.csv, rad 3, kolonne email: kari@solvik.example tilhører Kari Nes med person_id «kari-nes»" in text
