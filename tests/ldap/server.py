"""``python -m tests.ldap.server FOLDER``: prints its two ports, LDAPS and plain with StartTLS.

ldaptor's in-memory server: search and bind as the standards have them.
"""

import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from ldaptor.inmemory import fromLDIFFile
from ldaptor.interfaces import IConnectedLDAPEntry
from ldaptor.protocols import pureldap
from ldaptor.protocols.ldap.ldapserver import LDAPServer
from twisted.internet import defer, reactor, ssl
from twisted.internet.protocol import ServerFactory
from twisted.python.components import registerAdapter

PEOPLE = b"""dn: dc=tinh,dc=example
objectClass: dcObject
dc: tinh

dn: ou=nguoi,dc=tinh,dc=example
objectClass: organizationalUnit
ou: nguoi

dn: ou=nhom,dc=tinh,dc=example
objectClass: organizationalUnit
ou: nhom

dn: cn=dich-vu,dc=tinh,dc=example
objectClass: person
cn: dich-vu
sn: dich-vu
userPassword: mat-khau-dich-vu

dn: uid=an,ou=nguoi,dc=tinh,dc=example
objectClass: inetOrgPerson
uid: an
cn: an
sn: An
displayName: Nguyen Van An
mail: an@tinh.example
entryUUID: 11111111-1111-4111-8111-111111111111
userPassword: mat-khau-cua-an

dn: uid=binh,ou=nguoi,dc=tinh,dc=example
objectClass: inetOrgPerson
uid: binh
cn: binh
sn: Binh
displayName: Tran Thi Binh
entryUUID: 22222222-2222-4222-8222-222222222222
userPassword: mat-khau-cua-binh

dn: cn=mot-cua,ou=nhom,dc=tinh,dc=example
objectClass: groupOfNames
cn: mot-cua
member: uid=an,ou=nguoi,dc=tinh,dc=example

"""


class Server(LDAPServer):
    """With the extended request that ldaptor leaves to whoever wants it (RFC 4511, 4.14)."""

    def extendedRequest_StartTLS(self, _data: Any, reply: Any) -> Any:
        reply(pureldap.LDAPStartTLSResponse(resultCode=0))
        self.transport.startTLS(self.factory.options)
        return defer.succeed(None)

    extendedRequest_StartTLS.oid = pureldap.LDAPStartTLSRequest.oid  # type: ignore[attr-defined]


class Directory(ServerFactory):
    protocol = Server

    def __init__(self, root: Any, options: Any) -> None:
        self.root, self.options = root, options

    def buildProtocol(self, address: Any) -> Any:
        made = super().buildProtocol(address)
        made.debug = False
        return made


def main(folder: Path) -> None:
    context = ssl.DefaultOpenSSLContextFactory(str(folder / "key.pem"), str(folder / "cert.pem"))

    def opened(root: Any) -> None:
        factory = Directory(root, context)
        secure = reactor.listenSSL(0, factory, context, interface="127.0.0.1")
        plain = reactor.listenTCP(0, factory, interface="127.0.0.1")
        print(secure.getHost().port, plain.getHost().port, flush=True)

    registerAdapter(lambda factory: factory.root, Directory, IConnectedLDAPEntry)
    fromLDIFFile(BytesIO(PEOPLE)).addCallback(opened)
    reactor.run()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
