"""What stands around every page: menu, footer, the banner for emergencies."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import GroupSitePermission
from wagtail.permission_policies.sites import SitePermissionPolicy

from motcua.portal.models.blocks import FooterColumnBlock, MenuItemBlock
from motcua.portal.models.links import MAX_LENGTH, check_link


class BannerLevel(models.TextChoices):
    NONE = "none", _("Không hiện")
    INFO = "info", _("Thông báo")
    WARNING = "warning", _("Cảnh báo")
    DANGER = "danger", _("Khẩn cấp")


class OneSitePolicy(SitePermissionPolicy):
    """A tenant has one site: rights are given to groups, and no menu asks for those of a site."""

    def get_all_permissions_for_user(self, user: Any) -> Any:
        return GroupSitePermission.objects.none()


@register_setting(icon="cog", order=100)
class PortalSettings(BaseSiteSetting):
    banner_level = models.CharField(
        _("mức"), max_length=10, choices=BannerLevel, default=BannerLevel.NONE
    )
    banner_text = models.CharField(_("nội dung"), max_length=300, blank=True)
    banner_link = models.CharField(
        _("địa chỉ đọc thêm"), max_length=MAX_LENGTH, blank=True, validators=[check_link]
    )
    banner_from = models.DateTimeField(_("hiện từ"), null=True, blank=True)
    banner_until = models.DateTimeField(_("hiện đến"), null=True, blank=True)
    menu = StreamField(
        [("item", MenuItemBlock())],
        blank=True,
        max_num=6,
        verbose_name=_("mục thêm của trình đơn"),
        help_text=_("Đứng sau Trang chủ, Dịch vụ công và Tra cứu hồ sơ."),
    )
    footer = StreamField(
        [("column", FooterColumnBlock())], blank=True, max_num=3, verbose_name=_("các cột")
    )
    footer_text = models.TextField(
        _("lời ở chân trang"),
        max_length=500,
        blank=True,
        help_text=_("Ví dụ: cơ quan chủ quản, người chịu trách nhiệm, đường dây nóng."),
    )
    facebook = models.URLField(_("trang Facebook"), blank=True)
    zalo = models.URLField(_("trang Zalo"), blank=True)

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel("banner_level"),
                FieldPanel("banner_text"),
                FieldPanel("banner_link"),
                FieldPanel("banner_from"),
                FieldPanel("banner_until"),
            ],
            _("Dải thông báo ở đầu mọi trang"),
        ),
        FieldPanel("menu"),
        MultiFieldPanel(
            [
                FieldPanel("footer"),
                FieldPanel("footer_text"),
                FieldPanel("facebook"),
                FieldPanel("zalo"),
            ],
            _("Chân trang"),
        ),
    ]

    @classmethod
    def get_permission_policy(cls) -> OneSitePolicy:
        return OneSitePolicy(cls)

    class Meta:
        db_table = "portal_settings"
        verbose_name = _("trình đơn, chân trang, thông báo khẩn")

    def save(self, *args: Any, **kwargs: Any) -> None:
        from motcua.portal.operations.publish_around import publish_around

        super().save(*args, **kwargs)
        publish_around(self)

    def clean(self) -> None:
        super().clean()
        if self.banner_level != BannerLevel.NONE and not self.banner_text.strip():
            raise ValidationError({"banner_text": _("Hãy viết nội dung.")})
        if self.banner_from and self.banner_until and self.banner_until <= self.banner_from:
            raise ValidationError({"banner_until": _("Ngày hết hiện phải sau ngày bắt đầu.")})
        for name in ("facebook", "zalo"):
            if not str(getattr(self, name) or "https://").startswith("https://"):
                raise ValidationError({name: _("Địa chỉ phải bắt đầu bằng https://")})
