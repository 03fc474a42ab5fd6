"""TLS towards other servers: always verified, and what went wrong in words an operator can act on."""

from __future__ import annotations

import ssl

from django.conf import settings

# OpenSSL's verification errors (x509_vfy.h).
_NOT_YET, _EXPIRED, _SELF_SIGNED, _SELF_SIGNED_CHAIN = 9, 10, 18, 19
_NO_ISSUER, _NO_LEAF_ISSUER, _OTHER_HOST, _OTHER_ADDRESS = 20, 21, 62, 64


class BadAuthorities(ValueError):
    """The file of certificate authorities cannot be used; the text says which and why."""


def tls_context(ca_file: str = "") -> ssl.SSLContext:
    """Verifies certificate and host name, from TLS 1.2 on.

    Trusted are the authorities of the system and of CA_FILE, or those of `ca_file` alone. Raises BadAuthorities.
    """
    own = ca_file or settings.CA_FILE
    try:
        context = ssl.create_default_context(cafile=ca_file or None)
        if own and not ca_file:
            context.load_verify_locations(cafile=own)
    except OSError as error:
        why = getattr(error, "strerror", None) or error
        raise BadAuthorities(f"The authorities in {own} cannot be read: {why}.") from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def tls_trouble(error: ssl.SSLError, *, host: str) -> str:
    """Why no trusted connection to `host` came about, and what to do."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _not_trusted(error, host)
    if error.reason in ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNKNOWN_PROTOCOL", "PACKET_LENGTH_TOO_LONG"):
        return f'{host} does not speak TLS at this port; where it offers STARTTLS, set tls to "starttls".'
    if error.reason in ("UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION"):
        return f"{host} speaks only TLS below version 1.2, which is not safe."
    return f"No TLS with {host}: {error.reason or error}."


def _not_trusted(error: ssl.SSLCertVerificationError, host: str) -> str:
    code = error.verify_code
    if code in (_OTHER_HOST, _OTHER_ADDRESS):
        return f"The certificate of {host} is for another name: use the name it was made for."
    if code in (_EXPIRED, _NOT_YET):
        return (
            f"The certificate of {host} has expired."
            if code == _EXPIRED
            else (f"The certificate of {host} is not valid yet: is the clock right?")
        )
    if code in (_SELF_SIGNED, _SELF_SIGNED_CHAIN, _NO_ISSUER, _NO_LEAF_ISSUER):
        return (
            f"The certificate of {host} is not signed by an authority that is trusted here: if it is your own, "
            "name its file in ca_file or MADOGUCHI_CA_FILE."
        )
    return f"The certificate of {host} is not trusted: {error.verify_message}."
