"""A name server that a test writes records into: the product asks it over UDP, as it asks any other."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import dns.message
import dns.rdatatype
import dns.rrset
from dns.flags import AA

from infra.dev.ports import LOOPBACK

Records = dict[str, str]
"""Name (without a dot at its end) to the text of its TXT record."""
_MOST = 4_096


@contextmanager
def name_server(port: int) -> Iterator[Records]:
    """Answers on the UDP port of that number until the end; what is not among the records is empty."""
    records: Records = {}
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ours:
        ours.bind((LOOPBACK, port))
        thread = threading.Thread(target=_serve, args=(ours, records), daemon=True)
        thread.start()
        try:
            yield records
        finally:
            # A datagram without a question ends the thread.
            ours.sendto(b"", (LOOPBACK, port))
            thread.join()


def _serve(ours: socket.socket, records: Records) -> None:
    while True:
        asked, who = ours.recvfrom(_MOST)
        if not asked:
            return
        ours.sendto(_answer(asked, records), who)


def _answer(asked: bytes, records: Records) -> bytes:
    query = dns.message.from_wire(asked)
    answer = dns.message.make_response(query)
    answer.flags |= AA
    question = query.question[0]
    text = records.get(question.name.to_text(omit_final_dot=True).lower())
    if text is not None and question.rdtype == dns.rdatatype.TXT:
        answer.answer.append(dns.rrset.from_text(question.name, 1, "IN", "TXT", f'"{text}"'))
    return answer.to_wire()
