"""A bundle as JSON: its manifest (`enforcerules/bundle/1`) and what `build` and `inspect` say (`enforcerules/bundle-report/1`)."""

from __future__ import annotations

from typing import Annotated, Literal, cast

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

from enforcerules.model.bundle import Bundle

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
closed = with_config(ConfigDict(extra="forbid"))


@closed
class MemberJson(TypedDict):
    """The digest and the size in bytes of a file in a bundle."""

    sha256: Sha256
    size: Annotated[int, Field(ge=0)]


@closed
class ManifestJson(TypedDict):
    """`manifest.json` in a bundle: canonical JSON, so that one manifest is one sequence of bytes."""

    format: Literal["enforcerules/bundle/1"]
    engine: str
    edition: str
    rulesets: list[str]
    calendars: list[str]
    members: dict[str, MemberJson]


@closed
class SignatureJson(TypedDict):
    """A signature: the key it says it is of; `trusted`: it is good, and of a key that was named as trusted."""

    key_id: str
    trusted: bool


@closed
class BundleReportJson(TypedDict):
    """What is in a bundle that was verified."""

    format: Literal["enforcerules/bundle-report/1"]
    path: str
    digest: Annotated[str, Field(pattern="^sha256:[0-9a-f]{64}$")]
    manifest: ManifestJson
    signatures: list[SignatureJson]


def bundle_json(bundle: Bundle) -> BundleReportJson:
    """A verified bundle."""
    return {
        "format": "enforcerules/bundle-report/1",
        "path": bundle.path,
        "digest": bundle.digest,
        "manifest": cast("ManifestJson", bundle.manifest.plain()),
        "signatures": [{"key_id": one, "trusted": one in bundle.trusted} for one in bundle.signers],
    }
