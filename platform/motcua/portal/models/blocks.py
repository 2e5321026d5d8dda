"""What an editor may put on a page. Few blocks, all accessible, none with markup of its own."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from motcua.catalogue.api import list_published
from motcua.portal.models.links import MAX_LENGTH, check_link

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]
SMALL = ["bold", "ul", "ol", "link"]
SERVICES_LIST = "mc-services-list"
"""Id of the ``datalist`` that the page editor offers; see ``wagtail_hooks``."""


class LinkBlock(blocks.CharBlock):
    """An address, checked: ``javascript:`` and its like are refused."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=MAX_LENGTH, validators=[check_link], **options)


class ServiceBlock(blocks.FieldBlock):
    """A published service, named by its code or its address; kept as the address."""

    def __init__(self, required: bool = True, help_text: Any = None, **options: Any) -> None:
        self.field = forms.CharField(
            required=required,
            max_length=200,
            help_text=help_text or _("Gõ mã thủ tục hoặc chọn trong danh sách."),
            widget=forms.TextInput(attrs={"list": SERVICES_LIST, "autocomplete": "off"}),
        )
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value) or "").strip()
        if not typed:
            return ""
        found = list_published(typed.rpartition(" · ")[2] or typed, limit=100).items
        wanted = typed.rpartition(" · ")[2].strip() or typed
        for card in found:
            if wanted in (card.slug, card.code):
                return card.slug
        by_address = [
            card for card in list_published(wanted.replace("-", " "), limit=100).items
            if card.slug == wanted
        ]  # fmt: skip
        if by_address:
            return by_address[0].slug
        raise ValidationError(_now("Không có dịch vụ đang công bố nào có mã hay địa chỉ này."))


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Tên bước"), max_length=120)
    text = blocks.RichTextBlock(label=_("Nội dung"), features=SMALL)

    class Meta:
        icon = "list-ol"
        label = _("Bước")
        template = "pages/blocks/step.html"


class BodyBlock(blocks.StreamBlock):
    """The body of text and news pages."""

    text = blocks.RichTextBlock(
        label=_("Đoạn văn"), features=FEATURES, template="pages/blocks/text.html"
    )
    steps = blocks.ListBlock(
        StepBlock(), label=_("Các bước"), template="pages/blocks/steps.html", icon="list-ol"
    )
    picture = ImageBlock(label=_("Ảnh"), template="pages/blocks/picture.html")
    notice = blocks.TextBlock(
        label=_("Lưu ý"), template="pages/blocks/notice.html", icon="warning", max_length=500
    )


class ButtonBlock(blocks.StructBlock):
    words = blocks.CharBlock(label=_("Chữ trên nút"), max_length=60)
    link = LinkBlock(label=_("Địa chỉ"))

    class Meta:
        icon = "link"
        label = _("Nút")
        template = "pages/blocks/button.html"


class HeroBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Tiêu đề lớn"), max_length=120)
    text = blocks.TextBlock(label=_("Lời dẫn"), required=False, max_length=400)
    words = blocks.CharBlock(label=_("Chữ trên nút"), required=False, max_length=60)
    link = LinkBlock(label=_("Địa chỉ của nút"), required=False)

    class Meta:
        icon = "title"
        label = _("Đầu trang")
        template = "pages/blocks/hero.html"


class CardBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Tên"), max_length=100)
    text = blocks.TextBlock(label=_("Nội dung"), required=False, max_length=300)
    link = LinkBlock(label=_("Địa chỉ"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("Thẻ")


class FoldBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Câu hỏi"), max_length=200)
    answer = blocks.RichTextBlock(label=_("Trả lời"), features=SMALL)

    class Meta:
        icon = "help"
        label = _("Hỏi và đáp")


class ServicesBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Tiêu đề"), max_length=120, required=False)
    services = blocks.ListBlock(
        ServiceBlock(label=_("Dịch vụ")), label=_("Các dịch vụ"), max_num=24
    )

    class Meta:
        icon = "list-ul"
        label = _("Các dịch vụ")
        template = "pages/blocks/services.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        from motcua.portal.chosen import cards_of

        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["cards"] = cards_of(value["services"])
        return context


class SideBySideBlock(blocks.StructBlock):
    picture = ImageBlock(label=_("Ảnh"))
    text = blocks.RichTextBlock(label=_("Nội dung"), features=FEATURES)

    class Meta:
        icon = "image"
        label = _("Ảnh bên cạnh chữ")
        template = "pages/blocks/side_by_side.html"


class LandingBlock(BodyBlock):
    """The parts a landing page is put together from."""

    hero = HeroBlock()
    services = ServicesBlock()
    cards = blocks.ListBlock(
        CardBlock(), label=_("Các thẻ"), template="pages/blocks/cards.html", icon="grip"
    )
    side_by_side = SideBySideBlock()
    folds = blocks.ListBlock(
        FoldBlock(), label=_("Hỏi và đáp"), template="pages/blocks/folds.html", icon="help"
    )
    button = ButtonBlock()


class EventStepBlock(blocks.StructBlock):
    """One thing to do in a life event; with a service where one is needed."""

    title = blocks.CharBlock(label=_("Việc cần làm"), max_length=120)
    when = blocks.CharBlock(
        label=_("Khi nào"), max_length=120, required=False, help_text=_("Ví dụ: trong 60 ngày.")
    )
    text = blocks.RichTextBlock(label=_("Giải thích"), features=SMALL, required=False)
    service = ServiceBlock(label=_("Dịch vụ"), required=False)

    class Meta:
        icon = "list-ol"
        label = _("Việc")


class GuideStepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Tên bước"), max_length=120)
    text = blocks.RichTextBlock(label=_("Nội dung"), features=SMALL)
    picture = ImageBlock(label=_("Ảnh"), required=False)
    spoken = blocks.TextBlock(
        label=_("Lời đọc"),
        required=False,
        max_length=1000,
        help_text=_("Trình duyệt đọc lời này; để trống thì đọc nội dung của bước."),
    )

    class Meta:
        icon = "list-ol"
        label = _("Bước")


class PointBlock(blocks.StructBlock):
    """A reception point that is not among the agencies, or that needs more said about it."""

    name = blocks.CharBlock(label=_("Tên"), max_length=200)
    address = blocks.CharBlock(label=_("Địa chỉ"), max_length=300)
    phone = blocks.CharBlock(label=_("Điện thoại"), max_length=40, required=False)
    hours = blocks.CharBlock(label=_("Giờ làm việc"), max_length=200, required=False)
    latitude = blocks.FloatBlock(label=_("Vĩ độ"), required=False, min_value=-90, max_value=90)
    longitude = blocks.FloatBlock(label=_("Kinh độ"), required=False, min_value=-180, max_value=180)

    class Meta:
        icon = "home"
        label = _("Nơi tiếp nhận")


class MenuItemBlock(blocks.StructBlock):
    words = blocks.CharBlock(label=_("Chữ"), max_length=40)
    link = LinkBlock(label=_("Địa chỉ"))

    class Meta:
        icon = "link"
        label = _("Mục")


class FooterColumnBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Tên cột"), max_length=60)
    items = blocks.ListBlock(MenuItemBlock(), label=_("Các mục"), max_num=10)

    class Meta:
        icon = "list-ul"
        label = _("Cột")
