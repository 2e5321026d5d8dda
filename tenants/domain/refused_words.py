"""Addresses nobody may have, and those only their owners may."""

from typing import Final

# The platform's own.
_RESERVED = """
    abuse account admin administrator api app assets auth backup billing blog bot cache cdn
    chinh-phu console dang-ky dang-nhap dashboard
    demo-admin dev dichvucong dich-vu-cong dieu-hanh docs ftp gov grafana help hotro
    ho-tro identity imap internal localhost login mail metrics motcua ns oauth openid
    operator payment platform pop portal private public quan-tri quoc-gia root security
    smtp sso staging static status support sysadmin system tep template test thanh-toan
    trung-uong vneid vpn webmail wiki www xac-minh
    cdnqg csdlqg dinh-danh du-lieu-quoc-gia hoa-don hostmaster ho-so ket-noi kho-du-lieu
    mot-cua-quoc-gia mta-sts no-reply ngan-hang nop-thue postmaster quoc-hoi redis registry rest
    s3 sandbox server ssh ssl store thue thu-tuong tin-nhiem-mang upload webmaster ws xac-thuc
"""
RESERVED: Final = frozenset(_RESERVED.split())
# Folded, matched as whole parts between hyphens: what is also a syllable of a place name does not
# stand here.
_OFFENSIVE = """
    dit djt dume ditme ditmemay vcl vkl clgt lo-don fuck fucking shit bitch nigger porn
    sex xxx nazi hitler isis lua-dao
    dcm dmm du-ma lon-me ma-tuy cuop-giat khung-bo
    asshole bastard cunt dick faggot pussy rape slut whore terrorist scam phishing malware casino
"""
OFFENSIVE: Final = frozenset(_OFFENSIVE.split())
# Provinces since 1 July 2025 (NQ 202/2025/QH15) and ministries.
_OFFICIAL = """
    an-giang bac-ninh ca-mau can-tho cao-bang da-nang dak-lak dien-bien dong-nai dong-thap
    gia-lai ha-noi ha-tinh hai-phong hue hung-yen khanh-hoa lai-chau lam-dong lang-son
    lao-cai nghe-an ninh-binh phu-tho quang-ngai quang-ninh quang-tri son-la tay-ninh
    thai-nguyen thanh-hoa ho-chi-minh tp-ho-chi-minh tuyen-quang vinh-long bqp bca bng bnv
    btp btc bct bnnmt bxd bvhttdl bkhcn bgddt byt bo-quoc-phong bo-cong-an bo-ngoai-giao
    bo-noi-vu bo-tu-phap bo-tai-chinh bo-cong-thuong bo-xay-dung bo-y-te
"""
OFFICIAL: Final = frozenset(_OFFICIAL.split())
