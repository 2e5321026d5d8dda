"""One PAdES signature as an incremental revision; pyHanko does the work.

Whoever signs is a ``Key`` (pyHanko's ``Signer``): from PKCS#12, or one that asks elsewhere.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from asn1crypto import crl as asn1_crl
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils import layout
from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext

from motcua.files.errors import SignatureFailed
from motcua.files.signing.marks import Box

# That nothing is fetched is what we want: everything needed to judge a signature is at hand.
logging.getLogger("pyhanko.sign.signers.pdf_signer").setLevel(logging.ERROR)
# A signature changes nothing of what the paper says of itself: pyHanko would write the description
# anew in a shape that archives' PDF does not allow, with the machine's time.
IncrementalPdfFileWriter._update_meta = lambda _self: None  # type: ignore[method-assign]
_MARGINS: Final = layout.SimpleBoxLayoutRule(
    x_align=layout.AxisAlignment.ALIGN_MIN,
    y_align=layout.AxisAlignment.ALIGN_MIN,
    margins=layout.Margins(0, 0, 0, 0),
    inner_content_scaling=layout.InnerScaling.STRETCH_TO_FIT,
)


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom we believe: DER of roots, of authorities between, and of their revocation lists."""

    roots: tuple[bytes, ...]
    others: tuple[bytes, ...] = ()
    lists: tuple[bytes, ...] = ()

    def context(self, moment: datetime, *, strict: bool) -> ValidationContext:
        """``strict``: who has no valid revocation list is not believed (needed for long-term)."""
        return ValidationContext(
            trust_roots=[_certificate(each) for each in self.roots],
            other_certs=[_certificate(each) for each in self.others],
            crls=[asn1_crl.CertificateList.load(each) for each in self.lists],
            allow_fetching=False,
            moment=moment,
            revocation_mode="require" if strict else "soft-fail",
        )


@dataclass(frozen=True, slots=True)
class Mark:
    """One signature to be: its field, where it shows, its picture (a page, from 0, of a PDF)."""

    field: str
    box: Box
    picture: bytes
    label: str
    page: int = 0
    reason: str = ""
    location: str = ""


def sign_pdf(
    content: bytes,
    mark: Mark,
    *,
    key: Signer,
    stamper: TimeStamper,
    trust: Trust,
    now: datetime,
    archival: bool = False,
) -> bytes:
    """``content`` with one more signature, its time stamp and the data to judge it for long
    (PAdES B-LT; with ``archival`` B-LTA, a time stamp over everything). Raises ``SignatureFailed``.
    """
    meta = PdfSignatureMetadata(
        field_name=mark.field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=mark.reason or None,
        location=mark.location or None,
        embed_validation_info=True,
        use_pades_lta=archival,
        timestamp_field_name=f"{mark.field}_TSA" if archival else None,
        validation_context=trust.context(now, strict=True),
    )
    signer = PdfSigner(
        meta,
        signer=key,
        timestamper=stamper,
        stamp_style=StaticStampStyle(
            background=_Picture(mark.picture, mark.page), background_layout=_MARGINS, border_width=0
        ),
        new_field_spec=SigFieldSpec(
            mark.field,
            on_page=mark.box.page - 1,
            box=mark.box.corners,
            readable_field_name=mark.label,
        ),
    )
    try:
        return asyncio.run(_sign(signer, content, now))
    except (SigningError, TimestampRequestError) as error:
        raise SignatureFailed(str(error)) from error
    except (PdfError, OSError, ValueError) as error:
        raise SignatureFailed(f"{type(error).__name__}: {error}") from error


async def _sign(signer: PdfSigner, content: bytes, now: datetime) -> bytes:
    """pyHanko's own order, with our time instead of the machine's."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    session = signer.init_signing_session(writer)
    session.system_time = now
    known = await session.perform_presign_validation(writer)
    reserved = await session.estimate_signature_container_size(known)
    prepared = session.prepare_tbs_document(validation_info=known, bytes_reserved=reserved)
    output = BytesIO()
    digest, _same = prepared.digest_tbs_document(output=output)
    after = await prepared.perform_signature(
        document_digest=digest.document_digest,
        pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=now),
    )
    await after.post_signature_processing(output)
    return output.getvalue()


def fields_of(content: bytes) -> Sequence[str]:
    """Names of the signatures made so far, in order; those of time stamps end in ``_TSA``."""
    reader = PdfFileReader(BytesIO(content))
    return [str(each.field_name) for each in reader.embedded_signatures]


class _Picture(ImportedPdfPage):
    """A page from memory."""

    def __init__(self, picture: bytes, page: int) -> None:
        super().__init__("", page_ix=page)  # type: ignore[no-untyped-call]
        self._picture = picture

    def render(self) -> bytes:
        writer: Any = self.writer
        reader = PdfFileReader(BytesIO(self._picture))
        form = writer.import_page_as_xobject(reader, page_ix=self.page_ix)
        name = b"/Mark%d" % self.page_ix
        self.resources.xobject[name.decode()] = form
        left, bottom, right, top = form.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return name + b" Do"


def _certificate(der: bytes) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(der)
