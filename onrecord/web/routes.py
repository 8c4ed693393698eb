"""The table of routes: every page and call of the desk, with the right that each needs."""

from __future__ import annotations

from onrecord.web.pages import (
    articles,
    findings,
    front,
    helping,
    judging,
    pictures,
    reading,
    searching,
    signing,
    stories,
    versions,
    who,
)
from onrecord.web.rates import Rate
from onrecord.web.serving import Row
from onrecord.web.values import Right

STORY_TABLES = ("incidents", "timeline", "accounts", "contradictions", "copies", "people")
ARTICLE_TABLES = ("statements", "events", "entities")

READ, JUDGE, MANAGE, NOBODY = Right.READ, Right.JUDGE, Right.MANAGE, Right.NOBODY

ROWS = (
    Row("/", front.show_front, READ, tables=("stories", "changes")),
    Row("/stories", front.show_stories, READ, tables=("",)),
    Row("/stories/{story}", stories.show_story, READ, tables=STORY_TABLES),
    Row("/stories/{story}/incidents/{incident}", stories.show_incident, READ, tables=("accounts",)),
    Row("/stories/{story}/{picture}.svg", pictures.show_picture, READ, data=False),
    Row("/contradictions", front.show_contradictions, READ, tables=("",)),
    Row("/changes", front.show_changes, READ, tables=("",)),
    Row("/articles", front.show_articles, READ, tables=("",)),
    Row("/articles/{article}/versions", versions.show_versions, READ, tables=("",)),
    Row("/articles/{article}/page.txt", articles.download_page, READ, data=False),
    Row("/articles/{article}", articles.show_article, READ, tables=ARTICLE_TABLES),
    Row("/articles/{article}/{finding}", findings.show_finding, READ),
    Row("/who", who.show_who, READ, data=False),
    Row("/who/{name}", who.show_dossier, READ, tables=("said", "said_of", "events")),
    Row("/search", searching.show_search, READ, tables=("", "facets")),
    Row("/searches", searching.save_search, READ, post=True, rate=Rate.WRITE),
    Row("/searches/drop", searching.drop_search, READ, post=True, rate=Rate.WRITE),
    Row("/read", reading.show_read, READ, data=False),
    Row("/read", reading.read_page, READ, post=True, rate=Rate.READ_PAGE),
    Row("/read/{draft}", reading.show_draft, READ, tables=ARTICLE_TABLES),
    Row("/read/{draft}/keep", reading.keep_draft, JUDGE, post=True, rate=Rate.WRITE),
    Row("/read/{draft}/drop", reading.drop_draft, READ, post=True, rate=Rate.WRITE),
    Row("/queue", judging.show_queue, READ, tables=("",)),
    Row("/judgements", judging.show_judgements, READ, tables=("",)),
    Row("/judgements", judging.make_judgement, JUDGE, post=True, rate=Rate.WRITE),
    Row("/judgements/undo", judging.undo_judgement, JUDGE, post=True, rate=Rate.WRITE),
    Row("/help", helping.show_help, NOBODY),
    Row("/sign-in", signing.show_sign_in, NOBODY, data=False),
    Row("/sign-in", signing.sign_in, NOBODY, post=True, rate=Rate.SIGN_IN),
    Row("/sign-out", signing.sign_out, NOBODY, post=True),
    Row("/account", signing.show_account, READ),
    Row("/account", signing.change_password, READ, post=True, rate=Rate.SIGN_IN),
    Row("/users", signing.show_users, MANAGE),
    Row("/users", signing.add_user, MANAGE, post=True, rate=Rate.WRITE),
    Row("/users/change", signing.change_user, MANAGE, post=True, rate=Rate.WRITE),
)
