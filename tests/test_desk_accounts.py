from datetime import timedelta

import pytest

from onrecord.web.accounts import AccountError, find_accounts_address, open_accounts
from onrecord.web.values import Role
from tests.desk_visit import NOW, QUICK

LONG = "correct horse battery"


@pytest.fixture
def kept(tmp_path):
    accounts = open_accounts(str(tmp_path / "record.desk.db"), now=lambda: NOW, hasher=QUICK)
    accounts.add("ana", LONG, Role.ADMIN)
    yield accounts
    accounts.close()


def test_a_password_is_kept_only_as_its_hash(kept, tmp_path):
    assert LONG.encode() not in (tmp_path / "record.desk.db").read_bytes()
    assert LONG.encode() not in (tmp_path / "record.desk.db-wal").read_bytes()
    assert kept.check("ana", LONG).role is Role.ADMIN


@pytest.mark.parametrize(
    ("name", "password"), [("ana", "correct horse"), ("bob", LONG), ("", ""), ("ana", LONG + "x" * 300)]
)
def test_another_name_or_password_is_nobody(kept, name, password):
    assert kept.check(name, password) is None


@pytest.mark.parametrize(
    ("name", "password", "told"),
    [
        ("bea", "short", "12 to 256 characters"),
        ("bea", "x" * 257, "12 to 256 characters"),
        ("beatrix.pott", "beatrix.pott1", "little more than the name"),
        ("ana", LONG, "already"),
        ("a b", LONG, "cannot be a name"),
        ("<b>", LONG, "cannot be a name"),
        ("", LONG, "cannot be a name"),
    ],
)
def test_an_account_that_cannot_be_made_says_why(kept, name, password, told):
    with pytest.raises(AccountError, match=told):
        kept.add(name, password, Role.READER)


def test_a_session_is_known_by_its_key_until_it_is_closed(kept, tmp_path):
    key = kept.open_session(kept.check("ana", LONG))
    assert kept.find_session(key).name == "ana"
    assert key.encode() not in (tmp_path / "record.desk.db-wal").read_bytes()
    kept.close_session(key)
    assert kept.find_session(key) is None


@pytest.mark.parametrize(
    ("later", "there"),
    [(timedelta(hours=23), True), (timedelta(hours=25), False), (timedelta(days=15), False)],
)
def test_a_session_ends_when_nobody_comes(tmp_path, later, there):
    clock = [NOW]
    kept = open_accounts(str(tmp_path / "a.db"), now=lambda: clock[0], hasher=QUICK)
    key = kept.open_session(kept.add("ana", LONG, Role.READER))
    clock[0] += later
    assert (kept.find_session(key) is not None) == there
    kept.close()


def test_a_session_in_use_ends_after_two_weeks_all_the_same(tmp_path):
    clock = [NOW]
    kept = open_accounts(str(tmp_path / "a.db"), now=lambda: clock[0], hasher=QUICK)
    key = kept.open_session(kept.add("ana", LONG, Role.READER))
    for _ in range(14):
        assert kept.find_session(key)
        clock[0] += timedelta(hours=23.9)
    clock[0] += timedelta(hours=12)
    assert kept.find_session(key) is None
    kept.close()


def test_a_new_role_holds_at_once_and_a_new_password_signs_out(kept):
    bea = kept.add("bea", LONG, Role.READER)
    key = kept.open_session(bea)
    kept.set_role("bea", Role.REVIEWER)
    assert kept.find_session(key).role is Role.REVIEWER
    kept.set_password("bea", "another long one")
    assert kept.find_session(key) is None
    assert kept.check("bea", LONG) is None
    kept.remove("bea")
    assert [user.name for user in kept.users()] == ["ana"]


def test_the_last_admin_stays_one(kept):
    for change in (lambda: kept.remove("ana"), lambda: kept.set_role("ana", Role.READER)):
        with pytest.raises(AccountError, match="last admin"):
            change()
    assert kept.users()[0].role is Role.ADMIN


def test_tokens_differ_by_key_and_outlast_the_desk(tmp_path):
    tokens = []
    for _ in range(2):
        kept = open_accounts(str(tmp_path / "a.db"), hasher=QUICK)
        tokens.append((kept.token("one"), kept.token("other")))
        kept.close()
    assert tokens[0] == tokens[1]
    assert tokens[0][0] != tokens[0][1]


def test_saved_searches_are_their_owners(kept):
    kept.save_search("ana", "the bridge", "text=bridge")
    (saved,) = kept.searches("ana")
    kept.drop_search("bea", saved.id)
    assert kept.searches("ana") == (saved,)
    assert kept.searches("bea") == ()
    kept.drop_search("ana", saved.id)
    assert kept.searches("ana") == ()


def test_accounts_stand_beside_the_record_and_only_their_owner_may_look(tmp_path):
    address = find_accounts_address(str(tmp_path / "news.db"))
    kept = open_accounts(address, hasher=QUICK)
    kept.close()
    assert (tmp_path / "news.desk.db").stat().st_mode & 0o077 == 0
    assert find_accounts_address("postgresql://me@host/news") == "postgresql://me@host/news"


def test_accounts_are_kept_alike_in_either_database(address):
    for _ in range(2):  # opened again, nothing is made anew
        kept = open_accounts(address, now=lambda: NOW, hasher=QUICK)
        if not kept.users():
            kept.add("ana", LONG, Role.ADMIN)
        key = kept.open_session(kept.check("ana", LONG))
        assert kept.find_session(key).role is Role.ADMIN
        kept.save_search("ana", "the bridge", "text=bridge")
        kept.close()
    kept = open_accounts(address, now=lambda: NOW, hasher=QUICK)
    assert [one.title for one in kept.searches("ana")] == ["the bridge", "the bridge"]
    kept.set_password("ana", "another long one")
    assert kept.find_session(key) is None
    kept.close()
