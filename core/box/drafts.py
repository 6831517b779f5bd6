"""What citizens and clerks type about a box."""

from dataclasses import dataclass

from core.files.intake import Accepted


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo that was looked at and drawn anew before anything is kept."""

    name: str
    accepted: Accepted


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """What a citizen wrote. `notice_id` is the version of the notice that was shown."""

    words: str
    consents: bool
    notice_id: int
    name: str = ""
    phone: str = ""
    photo: Photo | None = None


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent something: the address, and the key of the rendering of the form."""

    address: str
    request: str


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """The notice of purpose as typed, in Chinese and, if there is need, in English."""

    words: str
    words_en: str = ""


@dataclass(frozen=True, slots=True)
class TakeUpDraft:
    """What a clerk makes of an entry: the opinion item in the office's words."""

    title: str
    situation: str
    analysis: str = ""
    suggestion: str = ""
    category_id: int | None = None
