"""An address → the database where a record is kept: rows and packed values; it knows nothing of what they mean."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import URL

from onrecord.errors import NotAStore, StoreNotFound
from onrecord.store.addresses import find_url, shown
from onrecord.store.engine import OURS, WAIT_SECONDS, Store, is_new, open_engine
from onrecord.store.migrations import MIGRATIONS, Migration, migrate

__all__ = ["Migration", "Store", "migrate", "open_store"]


def open_store(address: str | Path, *, create: bool = True, wait: float = WAIT_SECONDS) -> Store:
    """The database at an address, brought to this version's schema; made if it is not there and may be.

    Raises StoreNotFound where there is none, NotAStore where there is something else.
    """
    url = find_url(address)
    fresh = url.get_backend_name() == "sqlite" and is_new(url)
    if fresh:
        _prepare_folder(url, create)
    store = Store(shown(url), open_engine(url, wait=wait))
    try:
        if store.is_sqlite and not fresh:
            _refuse_foreign(store)
        migrate(store, MIGRATIONS)
    except BaseException:
        store.close()
        raise
    return store


def _prepare_folder(url: URL, create: bool) -> None:
    path = Path(str(url.database))
    if not create:
        raise StoreNotFound(f"{path}: there is no record here; make one: onrecord add PAGES --db {path}")
    if not path.parent.is_dir():
        raise StoreNotFound(f"{path}: there is no folder {path.parent}; make it, or name another with --db")


def _refuse_foreign(store: Store) -> None:
    """A file of another program is left as it is; one that a kill left without its first step is taken up."""
    with store.reading() as connection:
        application = connection.exec_driver_sql("PRAGMA application_id").scalar()
        tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
    if application != OURS and tables:
        raise NotAStore(f"{store.address}: is another program's database; name a record made by onrecord add")
