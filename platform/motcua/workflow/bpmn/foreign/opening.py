"""A file from anywhere: is it XML, is it small, and is there nothing in it that could hurt?"""

import codecs
import re
from typing import Final

from django.utils.translation import gettext as _
from lxml import etree

from motcua.workflow.bpmn import names
from motcua.workflow.bpmn.reading import BpmnRefused

MAX_BYTES: Final = 5_000_000
MAX_DEPTH: Final = 60
MAX_ELEMENTS: Final = 60_000
MAX_MODEL_ELEMENTS: Final = 4_000
"""Without the picture, arrows counted once: far more than any process people can read."""
MAX_ATTRIBUTE: Final = 20_000
_DECLARED: Final = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})")
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]{0,500}\?>")
_FORBIDDEN: Final = re.compile(r"<!\s*(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
_ENCODINGS: Final = frozenset(
    {"utf-8", "utf-16", "ascii", "iso8859-1", "cp1252", "cp1258", "utf-16-le", "utf-16-be"}
)
_MODEL_URIS: Final = frozenset({names.MODEL})
_PICTURE: Final = frozenset({names.DI, names.DC, names.DD_DI})
_UNCOUNTED: Final = frozenset({"incoming", "outgoing", "flowNodeRef", "documentation"})


def refuse(reason: str, message: str) -> BpmnRefused:
    """``reason`` is a stable word, the message is for people."""
    return BpmnRefused(message, reason=reason)


def open_file(content: bytes) -> etree._Element:
    """The document's root, nothing in it resolved or run. Raises ``BpmnRefused``."""
    if not content.strip(b"\x00 \t\r\n"):
        raise refuse("empty", _("Tệp rỗng."))
    if len(content) > MAX_BYTES:
        raise refuse("too_large", _("Tệp quy trình lớn hơn 5 MB."))
    text = _decode(content)
    if _FORBIDDEN.search(text):
        raise refuse("entities", _("Tệp chứa khai báo DTD hoặc thực thể, không được phép."))
    root = _parse(_DECLARATION.sub("", text, count=1))
    _measure(root)
    name = etree.QName(root)
    if name.namespace not in _MODEL_URIS or name.localname != "definitions":
        raise refuse("not_bpmn", _("Tệp XML này không phải quy trình BPMN 2.0."))
    return root


def _decode(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif content.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    else:
        declared = _DECLARED.match(content[:400])
        encoding = _known(declared.group(1).decode() if declared else "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        message = _("Tệp không đúng mã %(encoding)s (byte thứ %(at)d).")
        raise refuse("encoding", message % {"encoding": encoding, "at": error.start}) from None
    if "\x00" in text or "<" not in text:
        raise refuse("not_xml", _("Tệp này không phải XML."))
    return text


def _known(declared: str) -> str:
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        name = ""
    if name not in _ENCODINGS:
        message = _("Tệp ghi bằng mã “%(encoding)s” không đọc được. Hãy lưu lại bằng UTF-8.")
        raise refuse("encoding", message % {"encoding": declared})
    return name


def _parse(text: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        return etree.fromstring(text.encode("utf-8", "strict"), parser)
    except UnicodeEncodeError:
        raise refuse("encoding", _("Tệp có ký tự không hợp lệ.")) from None
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise refuse("too_deep", _("Tệp có quá nhiều lớp lồng nhau.")) from None
        message = _("Tệp này không phải XML hợp lệ (dòng %(line)s).")
        raise refuse("not_xml", message % {"line": error.lineno or 1}) from None


def _measure(root: etree._Element) -> None:
    model = 0
    depth = 0
    for count, (event, element) in enumerate(etree.iterwalk(root, events=("start", "end"))):
        depth += 1 if event == "start" else -1
        if event == "end":
            continue
        if depth > MAX_DEPTH:
            raise refuse("too_deep", _("Tệp có quá nhiều lớp lồng nhau."))
        name = etree.QName(element)
        model += name.namespace in _MODEL_URIS and name.localname not in _UNCOUNTED
        if count > 2 * MAX_ELEMENTS or model > MAX_MODEL_ELEMENTS:
            raise refuse(
                "too_many",
                _("Quy trình có hơn %(most)s phần tử, không thể nhập.")
                % {"most": MAX_MODEL_ELEMENTS},
            )
        if any(len(value) > MAX_ATTRIBUTE for value in element.attrib.values()):
            raise refuse("too_large", _("Tệp có một thuộc tính dài bất thường."))
