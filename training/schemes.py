"""What the corpora call things, and what we call them: one table for each layer that the reader learns.

A corpus says less than we ask: its "Transport" may be our MOVE or our MOBILIZE, its unmarked words may be anything
that it does not annotate. So gold is a set of classes that a word may have, and the loss asks for any one of them.
"""

from __future__ import annotations

from onrecord.types import EventType

HEADS = ("O", "person", "organisation", "place", "facility", "weapon", "vehicle", "thing")
EVENTS = ("O", "other", *(kind.value for kind in EventType))
MODALITY = ("asserted", "planned", "possible", "negated")
HARM = ("perpetrator", "body", "target", "victim", "weapon")

NO_MENTION = frozenset({"O", "thing"})  # where a corpus marks people, bodies and places, but no things
NO_EVENT = frozenset({"O", "other"})  # where a corpus marks events, but only those of its own types
ANY_EVENT = frozenset(EVENTS) - {"O"}
HAPPENED_OR_NOT_YET = frozenset({"asserted", "planned", "possible"})

M2E2_EVENTS = {
    "Conflict:Attack": {"ASSAULT"},
    "Life:Die": {"DEATH"},
    "Justice:Arrest-Jail": {"COERCE"},
    "Conflict:Demonstrate": {"PROTEST"},
    "Contact:Meet": {"CONSULT"},
    "Contact:Phone-Write": {"CONSULT"},
    "Movement:Transport": {"MOVE", "RETREAT", "MOBILIZE", "DISPLACEMENT"},
    "Transaction:Transfer-Money": {"AID", "other"},
}
# The beginnings of RAMS's and WikiEvents' types (AIDA, KAIROS), the longest that fits; what is not here is "other"
ONTOLOGY_EVENTS = {
    "life.die": {"DEATH"},
    "life.injure.illness": {"other"},
    "life.injure": {"INJURY"},
    "conflict.attack.stealrobhijack": {"ASSAULT", "COERCE", "ABDUCTION"},
    "conflict.attack": {"ASSAULT"},
    "conflict.yield.retreat": {"RETREAT"},
    "conflict.yield": {"CONCEDE", "RETREAT"},
    "conflict.demonstrate": {"PROTEST"},
    "conflict.coup": {"ASSAULT", "COERCE"},
    "contact.discussion": {"CONSULT"},
    "contact.negotiate": {"CONSULT"},
    "contact.contact.meet": {"CONSULT"},
    "contact.collaborate": {"COOPERATE", "CONSULT"},
    "contact.threatencoerce": {"THREATEN", "COERCE"},
    "contact.requestadvise": {"REQUEST", "other"},
    "contact.requestcommand": {"REQUEST", "other"},
    "contact.commandorder": {"REQUEST", "COERCE", "other"},
    "contact.commitmentpromiseexpressintent": {"AGREE", "SUPPORT", "other"},
    "transaction.transaction.embargosanction": {"SANCTION"},
    "transaction.transferownership.embargosanction": {"SANCTION"},
    "transaction.transfermoney.embargosanction": {"SANCTION"},
    "transaction.transfermoney.giftgrantprovideaid": {"AID"},
    "transaction.transferownership.giftgrantprovideaid": {"AID"},
    "transaction.transaction.giftgrantprovideaid": {"AID"},
    "government.agreements.violateagreement": {"REJECT", "other"},
    "government.agreements": {"AGREE"},
    "government.vote.violationspreventvote": {"COERCE", "other"},
    "justice.arrestjaildetain": {"COERCE"},
    "justice.judicialconsequences.execute": {"DEATH", "COERCE"},
    "justice.judicialconsequences.extradite": {"COERCE", "MOVE"},
    "justice.judicialconsequences": {"TRIAL"},
    "justice.initiatejudicialprocess": {"TRIAL"},
    "justice.chargeindict": {"TRIAL"},
    "justice.convict": {"TRIAL"},
    "justice.sentence": {"TRIAL"},
    "justice.trialhearing": {"TRIAL"},
    "justice.acquit": {"TRIAL"},
    "justice.releaseparole": {"CONCEDE", "other"},
    "personnel.startposition": {"APPOINT"},
    "personnel.elect.winelection": {"APPOINT", "other"},
    "personnel.endposition": {"RESIGN"},
    "movement.transportperson.preventexit": {"COERCE", "other"},
    "movement.transportperson.prevententry": {"COERCE", "other"},
    "movement.transportperson.evacuationrescue": {"DISPLACEMENT", "AID", "MOVE"},
    "movement.transportartifact.prevent": {"SANCTION", "COERCE", "other"},
    "movement": {"MOVE", "MOBILIZE", "RETREAT", "DISPLACEMENT"},
    "artifactexistence.damagedestroy": {"DAMAGE"},
    "disaster.accidentcrash": {"ACCIDENT"},
    "disaster.fireexplosion": {"DISASTER", "ACCIDENT", "ASSAULT"},
    "disaster": {"DISASTER"},
}
# Role names of m2e2, RAMS and WikiEvents, in lower case → our channels
CHANNEL_OF = {
    **dict.fromkeys(
        [
            "attacker",
            "agent",
            "entity",
            "killer",
            "injurer",
            "jailer",
            "transporter",
            "destroyer",
            "damager",
            "damagerdestroyer",
            "demonstrator",
            "communicator",
            "participant",
            "giver",
            "prosecutor",
            "judgecourt",
            "preventer",
            "perpetrator",
            "investigator",
            "executioner",
            "yielder",
            "surrenderer",
            "retreater",
            "governmentbody",
            "police",
            "granter",
            "extraditer",
            "violator",
            "impeder",
            "regulator",
            "passenger",
        ],
        "actor",
    ),
    **dict.fromkeys(
        [
            "target",
            "victim",
            "person",
            "defendant",
            "detainee",
            "employee",
            "recipient",
            "beneficiary",
            "artifact",
            "passengerartifact",
            "crashobject",
            "fireexplosionobject",
            "inspectedentity",
            "monitoredentity",
            "observedentity",
            "candidate",
            "deceased",
            "patient",
        ],
        "affected",
    ),
    "place": "place",
    **dict.fromkeys(["instrument", "explosivedevice", "vehicle"], "instrument"),
    "origin": "origin",
    "destination": "destination",
}
ENTITY_HEADS = {
    "PER": {"person"},
    "ORG": {"organisation"},
    "GPE": {"place"},
    "LOC": {"place"},
    "FAC": {"facility"},
    "WEA": {"weapon"},
    "VEH": {"vehicle"},
    # re3d
    "Person": {"person"},
    "Organisation": {"organisation", "person"},
    "Location": {"place", "facility"},
    "Nationality": {"person", "place", "organisation"},
    "Weapon": {"weapon"},
    "MilitaryPlatform": {"vehicle", "weapon"},
    "Vehicle": {"vehicle"},
    # ECB+
    "HUMAN_PART_PER": {"person"},
    "HUMAN_PART_ORG": {"organisation"},
    "HUMAN_PART_GPE": {"place", "organisation"},
    "LOC_GEO": {"place"},
    "LOC_FAC": {"facility", "place"},
    "LOC_OTHER": {"place", "facility", "thing"},
    # GUM
    "person": {"person"},
    "organization": {"organisation", "place"},
    "place": {"place", "facility"},
    "object": {"thing", "weapon", "vehicle", "facility"},
    **{kind: {"thing"} for kind in ("abstract", "event", "time", "substance", "animal", "plant")},
}
PRONOUNS = frozenset(
    [
        "i",
        "me",
        "my",
        "mine",
        "myself",
        "we",
        "us",
        "our",
        "ours",
        "ourselves",
        "you",
        "your",
        "yours",
        "he",
        "him",
        "his",
        "himself",
        "she",
        "her",
        "hers",
        "herself",
        "it",
        "its",
        "itself",
        "they",
        "them",
        "their",
        "theirs",
        "themselves",
        "who",
        "whom",
        "whose",
        "which",
        "that",
        "this",
        "these",
        "those",
        "one",
        "ones",
    ]
)


def ontology_event(name: str) -> frozenset[str]:
    """Our types for one of RAMS's or WikiEvents' dotted type names."""
    name = name.lower()
    fitting = [prefix for prefix in ONTOLOGY_EVENTS if name.startswith(prefix)]
    return frozenset(ONTOLOGY_EVENTS[max(fitting, key=len)]) if fitting else frozenset({"other"})
