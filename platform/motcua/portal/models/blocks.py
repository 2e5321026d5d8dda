"""What an editor may put on a page. Few blocks, all accessible, none with markup of its own."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Tên bước"), max_length=120)
    text = blocks.RichTextBlock(label=_("Nội dung"), features=["bold", "ul", "ol", "link"])

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
