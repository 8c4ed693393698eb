"""What people decided of statements and events: misread ones are out, others give what they should have given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.lexicons.status import status_words
from onrecord.story.said import Said
from onrecord.types import Act, Judgement, JudgementKind, SourceKind, Stance, Statement

DECIDING = frozenset({JudgementKind.ACCEPT, JudgementKind.REJECT, JudgementKind.CORRECT})


@dataclass(frozen=True, slots=True)
class Amended:
    """The last judgement of each finding, by "article#s3"."""

    last: Mapping[str, Judgement]

    @classmethod
    def by(cls, judgements: Sequence[Judgement]) -> Amended:
        """What holds of all that was decided: undone judgements do not, and of several the last one does."""
        standing = [
            one for one in judgements if one.kind in DECIDING and not (one.undone_at or one.undone_by)
        ]
        ordered = sorted(standing, key=lambda one: (one.at, one.id))
        return cls({subject: one for one in ordered for subject in one.subjects})

    def is_out(self, article: str, finding: str) -> bool:
        """Whether the finding was judged to be none."""
        found = self.last.get(f"{article}#{finding}")
        return found is not None and found.kind is JudgementKind.REJECT

    def correct(self, said: Said, article: str, statement: Statement | None) -> Said:
        """The account as it is by what was corrected of its event and its statement."""
        of_event = self.fields(article, said.event.id)
        of_statement = self.fields(article, statement.id) if statement else {}
        fields = {**of_event, **of_statement}
        if not fields:
            return said
        account, act = said.account, said.act
        if statement and "act" in fields:
            act = Act(fields["act"])
            account = replace(account, stance=_stance(account.stance, statement.act, act))
        if fields.get("negated") == "true":
            account = replace(account, stance=Stance.SILENT)
        if "stance" in fields:
            account = replace(account, stance=Stance(fields["stance"]))
        if "kind" in fields:
            account = replace(account, kind=SourceKind(fields["kind"]))
        if "named" in fields:
            account = replace(account, faceless=fields["named"] == "false", relayed=False)
        return replace(said, account=account, act=act)

    def fields(self, article: str, finding: str) -> dict[str, str]:
        found = self.last.get(f"{article}#{finding}")
        return dict(found.correction) if found and found.kind is JudgementKind.CORRECT else {}


def _stance(stance: Stance, was: Act, act: Act) -> Stance:
    """What the content, put as it is, comes to under another act: what was denied is affirmed by who announces it."""
    tables, does = status_words().stances, status_words().acts
    put = next((how for how, found in tables[does[was]].items() if found == stance), "told")
    return Stance(tables[does[act]][put])
