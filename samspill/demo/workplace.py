"""Solvik kommune: 24 units on three levels, about 180 people. Everything about it is invented."""

from __future__ import annotations

from dataclasses import dataclass

NAME = "Solvik kommune"
SLUG = "solvik"
JOB = "stillingsgruppe"
JOBS = ("fagarbeider", "høyskoleutdannet", "fagarbeider", "høyskoleutdannet", "assistent")
"""What people work as, by turns."""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit: its people beside the leader, what their answers centre on, and how it drifts over the two years."""

    id: str
    parent: str
    name: str
    people: int = 0
    level: float = 3.8
    drift: str = ""
    """``decline`` and ``improvement`` are the two true changes; everything else is ordinary variation."""
    without_email: bool = False
    name_nn: str = ""
    name_en: str = ""


PLACES = (
    Place("solvik", "", NAME, 2, name_en="Solvik Municipality"),
    Place("helse", "solvik", "Helse og mestring", 2, name_nn="Helse og meistring", name_en="Health and Care"),
    Place("oppvekst", "solvik", "Oppvekst", 2, name_en="Education"),
    Place("teknisk", "solvik", "Teknisk", 1, name_en="Technical Services"),
    Place("stab", "solvik", "Stab og utvikling", 1, name_en="Staff and Development"),
    Place(
        "nord",
        "helse",
        "Hjemmetjenesten Nord",
        13,
        3.8,
        "decline",
        name_nn="Heimetenesta Nord",
        name_en="Home Care North",
    ),
    Place("sor", "helse", "Hjemmetjenesten Sør", 12, 3.7, name_nn="Heimetenesta Sør", name_en="Home Care South"),
    Place(
        "solbakken-1",
        "helse",
        "Solbakken, første etasje",
        11,
        3.6,
        name_nn="Solbakken, fyrste etasje",
        name_en="Solbakken, ground floor",
    ),
    Place("solbakken-2", "helse", "Solbakken, andre etasje", 10, 3.3, "improvement", name_en="Solbakken, first floor"),
    Place("rus", "helse", "Psykisk helse og rus", 8, 3.9, name_en="Mental Health"),
    Place("legevakt", "helse", "Legevakta", 4, 3.6, name_en="Emergency Clinic"),
    Place("skole-solvik", "oppvekst", "Solvik skole", 15, 3.8, name_nn="Solvik skule", name_en="Solvik School"),
    Place(
        "skole-fjell", "oppvekst", "Fjellveien skole", 11, 3.9, name_nn="Fjellvegen skule", name_en="Fjellveien School"
    ),
    Place("barnehage-bla", "oppvekst", "Blåklokka barnehage", 10, 4.0, name_en="Blåklokka Kindergarten"),
    Place("barnehage-tyt", "oppvekst", "Tyttebær barnehage", 9, 3.8, name_en="Tyttebær Kindergarten"),
    Place(
        "ppt",
        "oppvekst",
        "Pedagogisk-psykologisk tjeneste",
        4,
        4.0,
        name_nn="Pedagogisk-psykologisk teneste",
        name_en="Educational Psychology",
    ),
    Place(
        "sfo", "oppvekst", "Skolefritidsordningen", 7, 3.9, name_nn="Skulefritidsordninga", name_en="After-school Care"
    ),
    Place("vann", "teknisk", "Vei, vann og avløp", 9, 3.7, name_nn="Veg, vatn og avløp", name_en="Roads and Water"),
    Place("bygg", "teknisk", "Bygg og eiendom", 8, 3.8, name_nn="Bygg og eigedom", name_en="Buildings"),
    Place("renhold", "teknisk", "Renhold", 10, 3.6, without_email=True, name_nn="Reinhald", name_en="Cleaning"),
    Place("okonomi", "stab", "Økonomi", 7, 3.9, name_en="Finance"),
    Place("hr", "stab", "HR og HMS", 3, 4.0, name_nn="HR og HMS", name_en="HR and Safety"),
    Place("ikt", "stab", "IKT", 6, 3.8, name_en="IT"),
    Place("servicetorg", "stab", "Servicetorget og arkiv", 4, 3.9, name_en="Front Desk and Archive"),
)

LEADERS = {
    "solvik": "Ingrid Solheim",
    "helse": "Bjørn Haugen",
    "oppvekst": "Mona Lund",
    "teknisk": "Geir Strand",
    "stab": "Elin Foss",
    "nord": "Jonas Vik",
    "sor": "Hilde Aas",
    "solbakken-1": "Terje Moen",
    "solbakken-2": "Marit Eide",
    "rus": "Anders Holm",
    "legevakt": "Sunniva Berge",
    "skole-solvik": "Ragnhild Dahl",
    "skole-fjell": "Petter Nygård",
    "barnehage-bla": "Camilla Lie",
    "barnehage-tyt": "Oda Solberg",
    "ppt": "Nils Brekke",
    "sfo": "Thea Myhre",
    "vann": "Odd Kristiansen",
    "bygg": "Svein Bakken",
    "renhold": "Fatima Hassan",
    "okonomi": "Lars Tangen",
    "hr": "Kristin Ruud",
    "ikt": "Henrik Sand",
    "servicetorg": "Wenche Holt",
}


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody one can sign in as."""

    id: str
    name: str
    unit: str
    email: str
    says: str
    roles: str = ""
    area: str = ""


KNOWN = (
    Known("kari", "Kari Nes", "nord", "kari@solvik.example", "medarbeider i Hjemmetjenesten Nord"),
    Known("jonas", "Jonas Vik", "nord", "jonas@solvik.example", "leder i Hjemmetjenesten Nord"),
    Known("bjorn", "Bjørn Haugen", "helse", "bjorn@solvik.example", "leder for lederne i Helse og mestring"),
    Known("amina", "Amina Ali", "sor", "amina@solvik.example", "verneombud i Helse og mestring", "safety_rep", "helse"),
    Known("per", "Per Moe", "hr", "per@solvik.example", "HR- og HMS-rådgiver", "hr"),
    Known("liv", "Liv Sætre", "skole-solvik", "liv@solvik.example", "hovedverneombud", "chief_safety_rep"),
    Known("ingrid", "Ingrid Solheim", "solvik", "ingrid@solvik.example", "kommunedirektør", "general_manager"),
    Known("arne", "Arne Lien", "bygg", "arne@solvik.example", "tillitsvalgt og medlem av AMU", "union_rep;amu_member"),
)

FIRST = (
    "Anne",
    "Berit",
    "Cecilie",
    "Dag",
    "Eirik",
    "Frida",
    "Grete",
    "Håkon",
    "Ida",
    "Jon",
    "Karin",
    "Leif",
    "Maria",
    "Nora",
    "Olav",
    "Pia",
    "Roar",
    "Silje",
    "Tone",
    "Unni",
    "Vegard",
    "Yngve",
    "Åse",
    "Øystein",
    "Ahmed",
    "Zofia",
    "Linh",
    "Sara",
)
LAST = (
    "Andersen",
    "Berg",
    "Carlsen",
    "Dalen",
    "Engen",
    "Fjeld",
    "Grøn",
    "Hagen",
    "Iversen",
    "Jensen",
    "Kvam",
    "Larsen",
    "Mæland",
    "Nilsen",
    "Olsen",
    "Paulsen",
    "Ravn",
    "Sunde",
    "Torp",
    "Ulven",
    "Vang",
    "Wold",
    "Øien",
    "Aune",
)

COMMENTS = (
    "Ti minutter overlapp ved vaktskiftet gjorde at telefonen sluttet å ringe midt i stellet.",
    "At vi ble enige om hvem som tar vakttelefonen.",
    "Mandagsmøtet der vi sier høyt hva som ikke rekkes.",
    "Når noen fra naboteamet kom og hjalp da to var syke.",
    "Faste pauser uten telefon.",
    "At lederen spurte hva som kunne vente.",
    "Kortere møter, og et ordentlig referat.",
    "Å få vite om endringene en uke før de kom.",
    "En rolig plass å skrive rapport.",
    "At vi snakket om det som var vanskelig, og ikke bare gikk videre.",
)
