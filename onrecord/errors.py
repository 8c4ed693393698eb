"""What can go wrong, one class for each thing a caller can do about it.

OnrecordError              anything Onrecord raises on purpose
├── PageError              this page cannot be read; the run goes on with the next
│   ├── PageNotFound       no such file or folder: check the path
│   ├── Unreachable        the address did not answer well: try later, or save the page
│   ├── RefusedAddress     not fetched, for safety: a private address, another scheme
│   ├── TooLarge           over a limit: raise the limit or cut the page
│   ├── NotAPage           bytes that are no page: binary, a broken archive, a bad JSON line
│   └── NoArticle          a page, but no article text on it
├── NotARecord             JSON that is no record of this version: read the page again
├── MissingExtra           a part that is not in the small installation: install the extra that its text names
├── StoreError             the record kept cannot be used as asked
│   ├── StoreNotFound      there is none at this address: check it, or make one with onrecord add
│   ├── NotAStore          a file that is none of ours, damaged, or made by a newer Onrecord
│   ├── StoreBusy          another process is writing: try again
│   └── StoreFull          no room to write: make some, and run the same again
├── NotKept                nothing of that name is in the record: list what there is
├── NoCursor               what was given as a listing's cursor is none: begin without one
└── ReaderError            the model files are missing or do not fit: reinstall, or give another path
"""


class OnrecordError(Exception):
    """Anything Onrecord raises on purpose; its text says what, where, and what to do next."""


class PageError(OnrecordError):
    """One page cannot be read; a run over many pages reports it and goes on."""


class PageNotFound(PageError):
    """There is no file or folder of that name."""


class Unreachable(PageError):
    """An address did not answer, or answered with an error."""


class RefusedAddress(PageError):
    """An address that is not fetched for safety: private, loopback, or not http(s)."""


class TooLarge(PageError):
    """A page, or an answer from an address, over the size limit."""


class NotAPage(PageError):
    """Bytes that are no page: binary data, a damaged archive, a malformed JSON line."""


class NoArticle(PageError):
    """A readable page on which no article text stands."""


class NotARecord(OnrecordError):
    """JSON that is not a record as this version writes it."""


class StoreError(OnrecordError):
    """The record kept cannot be opened, read or written; what was filed before stays filed."""


class StoreNotFound(StoreError):
    """There is no record at this address, or no server there that answers."""


class NotAStore(StoreError):
    """A file or database that holds something else, is damaged, or was made by a newer Onrecord."""


class StoreBusy(StoreError):
    """Another process is writing, and did not finish in time."""


class StoreFull(StoreError):
    """There is no room left where the record is kept, or it may not be written."""


class NoCursor(OnrecordError):
    """What was given to go on with a listing is not what a listing gave."""

    def __init__(self, cursor: str) -> None:
        super().__init__(f"{cursor[:80]}: is no cursor of this listing; begin without one")


class NotKept(OnrecordError):
    """Nothing of that name is in the record."""


class ReaderError(OnrecordError):
    """The reader's model files are missing, damaged, or made for another version."""


class MissingExtra(OnrecordError):
    """A part that needs an optional library is asked for, and the library is not installed."""
