"""A certificate authority for demonstrations and tests. Its signatures have no legal value, and
every certificate says so in its name.

Pure: keys in, certificates out; what is kept of it, and how, is ``models.signing``'s matter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, cast

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
NO_VALUE: Final = "KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
_ROOT_YEARS: Final = 20
_LEAF_YEARS: Final = 3
_YEAR: Final = timedelta(days=365)
_CRL_TERM: Final = timedelta(days=30)
_LISTS: Final = x509.DistributionPoint(
    [x509.UniformResourceIdentifier("http://thu-nghiem.invalid/thu-hoi.crl")], None, None, None
)
_SECOND: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class KeyPair:
    certificate: x509.Certificate
    key: Key

    @property
    def pem(self) -> str:
        return pem_of(self.certificate)


@dataclass(frozen=True, slots=True)
class TestAuthority:
    """Root, the authority that signs certificates, and its time stamps."""

    root: KeyPair
    issuing: KeyPair
    stamping: KeyPair

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        return (self.issuing.certificate, self.root.certificate)

    def as_json(self) -> dict[str, dict[str, str]]:
        """For an encrypted column."""
        pairs = {"root": self.root, "issuing": self.issuing, "stamping": self.stamping}
        return {
            name: {"certificate": pair.pem, "key": _key_pem(pair.key)}
            for name, pair in pairs.items()
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Mapping[str, str]]) -> "TestAuthority":
        return cls(**{name: _pair(pair) for name, pair in data.items()})


def make_authority(*, now: datetime, name: str = "Motcua") -> TestAuthority:
    """A new authority. Takes a tenth of a second: stamping keys are RSA, which is what time stamp
    clients everywhere understand."""
    start = now - timedelta(days=1)
    root_key = _new_key()
    root_name = _name(f"{name} Root CA thử nghiệm", "")
    root = KeyPair(
        _authority_certificate(root_name, root_key, root_name, root_key, start), root_key
    )
    key = _new_key()
    own = _name(f"{name} CA thử nghiệm", "")
    issuing = KeyPair(_authority_certificate(own, key, root_name, root_key, start), key)
    stamp_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    stamping = _leaf(
        issuing,
        subject=_name(f"{name} TSA thử nghiệm", ""),
        key=stamp_key,
        start=start,
        until=start + _YEAR * (_ROOT_YEARS - 1),
        stamps=True,
    )
    return TestAuthority(root, issuing, stamping)


def issue_certificate(
    authority: TestAuthority,
    *,
    name: str,
    organisation: str,
    now: datetime,
    until: datetime | None = None,
    serial: str = "",
) -> KeyPair:
    """A certificate for a person or an organisation. ``serial``: identity number of a citizen."""
    start = min(now, until or now) - timedelta(days=1)
    return _leaf(
        authority.issuing,
        subject=_name(name, organisation, serial),
        key=_new_key(),
        start=start,
        until=until or start + _YEAR * _LEAF_YEARS,
    )


def pack(pair: KeyPair, authority: TestAuthority, *, passphrase: str) -> bytes:
    """PKCS#12 with the chain."""
    encryption: serialization.KeySerializationEncryption
    encryption = serialization.BestAvailableEncryption(passphrase.encode())
    return pkcs12.serialize_key_and_certificates(
        b"motcua", pair.key, pair.certificate, list(authority.chain), encryption
    )


def revocation_lists(
    authority: TestAuthority, *, revoked: Sequence[tuple[int, datetime]], now: datetime
) -> tuple[bytes, bytes]:
    """DER of the issuing authority's list and of the root's (always empty), good for 30 days."""
    return (
        _revocation_list(authority.issuing, revoked, now),
        _revocation_list(authority.root, (), now),
    )


def pem_of(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def key_der(key: Key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _revocation_list(
    issuer: KeyPair, revoked: Sequence[tuple[int, datetime]], now: datetime
) -> bytes:
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(now - _SECOND)
        .next_update(now + _CRL_TERM)
        .add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()),
            critical=False,
        )
    )
    for serial, at in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(at)
        builder = builder.add_revoked_certificate(entry.build())
    made = builder.sign(issuer.key, hashes.SHA256())
    return made.public_bytes(serialization.Encoding.DER)


def _authority_certificate(
    subject: x509.Name, key: Key, issuer: x509.Name, issuer_key: Key, start: datetime
) -> x509.Certificate:
    usage = _usage(key_cert_sign=True, crl_sign=True)
    term = (start, start + _YEAR * _ROOT_YEARS)
    builder = _builder(subject, key, issuer, issuer_key, term)
    return (
        builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(issuer_key, hashes.SHA256())
    )


def _leaf(
    issuer: KeyPair,
    *,
    subject: x509.Name,
    key: Key,
    start: datetime,
    until: datetime,
    stamps: bool = False,
) -> KeyPair:
    builder = _builder(subject, key, issuer.certificate.subject, issuer.key, (start, until))
    builder = builder.add_extension(
        x509.BasicConstraints(ca=False, path_length=None), critical=True
    ).add_extension(_usage(digital_signature=True, content_commitment=not stamps), critical=True)
    if stamps:
        purposes = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(purposes, critical=True)
    return KeyPair(builder.sign(issuer.key, hashes.SHA256()), key)


def _builder(
    subject: x509.Name,
    key: Key,
    issuer: x509.Name,
    issuer_key: Key,
    term: tuple[datetime, datetime],
) -> x509.CertificateBuilder:
    public, issuers = key.public_key(), issuer_key.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(term[0])
        .not_valid_after(term[1])
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuers), critical=False)
        # Validators look for revocation only where a certificate says that it can be revoked.
        .add_extension(x509.CRLDistributionPoints([_LISTS]), critical=False)
    )


def _usage(**chosen: bool) -> x509.KeyUsage:
    names = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
        "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{name: chosen.get(name, False) for name in names})


def _name(common: str, organisation: str, serial: str = "") -> x509.Name:
    """Parts of a name are at most 64 characters long (RFC 5280)."""
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
        x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, NO_VALUE),
        x509.NameAttribute(NameOID.COMMON_NAME, _fitting(common)),
    ]
    if organisation:
        parts.insert(1, x509.NameAttribute(NameOID.ORGANIZATION_NAME, _fitting(organisation)))
    if serial:
        parts.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, serial))
    return x509.Name(parts)


def _new_key() -> Key:
    return ec.generate_private_key(ec.SECP256R1())


def _key_pem(key: Key) -> str:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


def _pair(data: Mapping[str, str]) -> KeyPair:
    # We made the key ourselves and kept it sealed: to prove its primes again with every
    # signature would take longer than the signature.
    key: Any = serialization.load_pem_private_key(
        data["key"].encode(), password=None, unsafe_skip_rsa_key_validation=True
    )
    certificate = x509.load_pem_x509_certificate(data["certificate"].encode())
    return KeyPair(certificate, cast(Key, key))


def _fitting(text: str, most: int = 64) -> str:
    """Names in certificates are bounded in bytes, and a Vietnamese letter takes up to three."""
    return text.encode()[:most].decode(errors="ignore").rstrip()
