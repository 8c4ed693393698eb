"""Signing in and out, one's own password, and everybody's accounts."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.web.accounts import AccountError
from onrecord.web.asking import Answer, Ask, Away, Refusal, View
from onrecord.web.values import Role


def show_sign_in(ask: Ask) -> Answer:
    """The form to sign in; whoever is signed in already is led on."""
    after = own_address(ask.query.get("next", "/"))
    return Away(after) if ask.visitor.user else _sign_in(after)


def sign_in(ask: Ask) -> Answer:
    """A session for whoever gives the right name and password; with a new key, whatever the old one was."""
    after = own_address(ask.form.get("next", "/"))
    user = ask.tools.accounts.check(ask.form.get("name", "").strip(), ask.form.get("password", ""))
    if user is None:
        return _sign_in(after, "No account has that name and that password.", 401)
    ask.tools.accounts.close_session(ask.visitor.key)
    return Away(after, ask.tools.accounts.open_session(user))


def sign_out(ask: Ask) -> Answer:
    """Ends the session."""
    ask.tools.accounts.close_session(ask.visitor.key)
    return Away("/sign-in", "")


def show_account(ask: Ask) -> Answer:
    """Who one is, and the form for another password."""
    return _account(ask)


def change_password(ask: Ask) -> Answer:
    """Another password for oneself, who must know the old one; signed out everywhere else."""
    if ask.tools.settings.open_to:
        raise Refusal(400, "This desk has no accounts", "Make one with: onrecord user add NAME")
    accounts = ask.tools.accounts
    if accounts.check(ask.author, ask.form.get("old", "")) is None:
        return _account(ask, "The old password is another.")
    try:
        accounts.set_password(ask.author, ask.form.get("new", ""))
    except AccountError as error:
        return _account(ask, str(error))
    assert ask.visitor.user is not None
    return Away("/account", accounts.open_session(ask.visitor.user))


def show_users(ask: Ask) -> Answer:
    """Everybody who has an account."""
    return _users(ask)


def add_user(ask: Ask) -> Answer:
    """A new account."""
    return _change(ask, lambda: ask.tools.accounts.add(
        ask.form.get("name", "").strip(), ask.form.get("password", ""), _role(ask)))  # fmt: skip


def change_user(ask: Ask) -> Answer:
    """Another role for an account, another password, or its end."""
    accounts, name = ask.tools.accounts, ask.form.get("name", "")
    match ask.form.get("do"):
        case "role":
            return _change(ask, lambda: accounts.set_role(name, _role(ask)))
        case "password":
            return _change(ask, lambda: accounts.set_password(name, ask.form.get("password", "")))
        case "remove":
            return _change(ask, lambda: accounts.remove(name))
    raise Refusal(400, "Nothing to do", "Choose role, password or remove.")


def own_address(address: str) -> str:
    """The address where it is one of the desk's own, else the front page.

    >>> own_address("/stories/s1?x=1"), own_address("//evil.example"), own_address("https://evil.example")
    ('/stories/s1?x=1', '/', '/')
    """
    own = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if own and address.isprintable() else "/"


def _sign_in(after: str, wrong: str = "", status: int = 200) -> View:
    return View("sign_in.html", {"next": after, "wrong": wrong}, status=status)


def _account(ask: Ask, wrong: str = "") -> View:
    status = 400 if wrong else 200
    return View("account.html", {"user": ask.visitor.user, "wrong": wrong}, ask.visitor.user, status=status)


def _users(ask: Ask, wrong: str = "") -> View:
    users = ask.tools.accounts.users()
    status = 400 if wrong else 200
    return View("users.html", {"users": users, "roles": tuple(Role), "wrong": wrong}, users, status=status)


def _role(ask: Ask) -> Role:
    try:
        return Role(ask.form.get("role", ""))
    except ValueError:
        raise AccountError(f"a role is one of: {', '.join(Role)}") from None


def _change(ask: Ask, change: Callable[[], object]) -> Answer:
    try:
        change()
    except AccountError as error:
        return _users(ask, str(error))
    return Away("/users")
