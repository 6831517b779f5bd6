"""Who raised a matter, as papers name them."""

from core.matters.detail import MatterDetail
from core.matters.models import AuthorRole, Consent, Submitter
from core.papers.words import Words


def first(record: MatterDetail, _: Words) -> str:
    """Who raised it, in one name; citizens have none."""
    named = [one.name for one in record.authors if one.role is AuthorRole.FIRST]
    name = record.organisation or record.informant or "".join(named[:1])
    return name or _.word(record.submitter)


def co_signers(record: MatterDetail, _: Words) -> str:
    """The members who agreed to sign it too."""
    agreed = [
        one.name
        for one in record.authors
        if one.role is AuthorRole.CO_SIGNER and one.consent is Consent.AGREED
    ]
    return _.list(agreed)


def employer(record: MatterDetail) -> str:
    """Where the first author works, where a member raised it."""
    if record.submitter is not Submitter.MEMBER:
        return ""
    return "".join([one.employer for one in record.authors if one.role is AuthorRole.FIRST][:1])
