"""Other people's OpenID Connect, over real HTTP: npm ``oidc-provider`` above us, npm
``openid-client`` below. One Node process plays both; ``checks`` are run by the tests and by
``tests.portal.openid_part``."""
