"""Opening PKCS#12."""

from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.sign.signers import SimpleSigner


@dataclass(frozen=True, slots=True)
class OpenedKey:
    """``chain``: certificates of authorities that came with it."""

    signer: SimpleSigner
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]


def read_pkcs12(content: bytes, *, passphrase: str) -> OpenedKey | None:
    """None when the passphrase is wrong or the content broken: PKCS#12 cannot tell which."""
    try:
        bundle = pkcs12.load_pkcs12(content, passphrase.encode())
        signer = SimpleSigner.load_pkcs12_data(content, [], passphrase.encode())
    except ValueError:
        return None
    if bundle.key is None or bundle.cert is None or signer is None:
        return None
    chain = tuple(each.certificate for each in bundle.additional_certs)
    return OpenedKey(signer, bundle.cert.certificate, chain)
