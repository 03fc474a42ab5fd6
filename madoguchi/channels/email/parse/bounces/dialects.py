"""The sentences by which mail systems without standard reports are known, lower case, single spaces.

Each row: the system, what it says. Where a sentence announces the addresses, they stand below (or behind) it.
"""

from __future__ import annotations

# Sentences after which the failed addresses follow.
ANNOUNCE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("sendmail", ("addresses had permanent fatal errors", "addresses had permanent delivery errors",
                  "addresses had transient non-fatal errors", "addresses had delivery problems",
                  "addresses had fatal errors", "addresses had delivery errors",
                  "message could not be delivered to")),
    ("exim", ("following address(es) failed", "following addresses failed", "following address failed",
              "could not be delivered to one or more of", "could not be delivered to all of its recipients",
              "has not yet been delivered is", "have not yet been delivered are",
              "not yet been delivered to",
              "could not be delivered to one or more recipients", "addresses which were affected")),
    ("qmail", ("to deliver your message to the following address", "not delivered to the following address",
               "unable to deliver your message to the following", "deliver message to the following address",
               "the following address(es) could not be delivered", "wasn't able to deliver your message",
               "could not deliver your message to")),
    ("postfix", ("could not be delivered to one or more destinations",
    "could not be delivered to one or more recipients",
                 "could not be delivered. it's attached below", "attached returned message")),
    ("exchange", ("did not reach the following recipient", "delivery has failed to these recipients",
                  "could not be delivered to the following recipient", "couldn't be delivered to",
                  "wasn't delivered to", "your message to the following recipients",
                  "message wasn't delivered",
                  "can't be delivered", "was undeliverable to")),
    ("google", ("delivery to the following recipient", "delivery to the following recipients failed",
                "your message wasn't delivered to", "address not found", "message not delivered",
                "delivery incomplete",
                "your message to")),
    ("yahoo", ("unable to deliver message to the following",
    "we were unable to deliver your message to the following",
               "this message was created automatically by the mail system")),
    ("aol", ("your mail to the following recipients could not be delivered",
    "mail could not be delivered to the following")),
    ("opensmtpd", ("the following list of recipients", "an error has occurred while attempting to deliver")),
    ("dma", ("there was an error delivering your mail to",)),
    ("courier", ("this is a delivery status notification from",
    "could not be delivered to the following addresses",
                 "following recipients failed", "undeliverable recipient", "undelivered to")),
    ("groupwise", ("the message that you sent was undeliverable to the following", "unable to deliver to")),
    ("domino", ("failure reasons", "was not delivered to", "delivery failure report",
    "undeliverable message")),
    ("mailmarshal", ("following recipients were affected",)),
    ("interscan", ("unable to deliver message to", "the following mail could not be delivered")),
    ("mailru", ("может быть доставлено одному или нескольким получателям", "не может быть доставлено",
                "письмо не доставлено", "доставить письмо по следующим адресам", "сообщение не доставлено",
                "не было доставлено")),
    ("yandex", ("unfortunately, your message could not be delivered", "к сожалению, ваше письмо",
    "could not be delivered to:")),
    ("ezweb", ("each of the following recipients was rejected", "each of the following",
    "could not be delivered to: <",
               "message could not be delivered", "user(s) account is", "recipients unknown")),
    ("kddi", ("could not be delivered to", "送信できませんでした", "配送できませんでした",
    "送信に失敗しました")),
    ("x-systems", ("following addresses had", "delivery to the following recipients",
    "delevery to the following recipients",
                   "failed addresses follow", "message not delivered to the following",
                   "could not deliver to",
                   "mail was not delivered", "unable to deliver your mail",
                   "has been rejected for the following")),
    ("zoho", ("could not be delivered to one or more of its recipients",)),
    ("chinese", ("无法投递", "投递失败", "发送失败", "无法送达", "退信", "無法傳遞", "無法投遞",
    "未能送达", "邮件被退回")),
    ("korean", ("전송하지 못했습니다", "배달되지 않", "전달되지 않", "발송에 실패", "메일 전송 실패",
    "반송")),
    ("spanish", ("no se ha podido entregar", "no pudo ser entregado", "no se pudo entregar",
    "error al entregar")),
    ("portuguese", ("não pôde ser entregue", "não foi entregue", "não pode ser entregue",
    "falha na entrega")),
    ("french", ("n'a pas pu être remis", "n'a pas été remis", "échec de la remise", "n'a pu être remis",
    "n'a pas pu être délivré")),
    ("german", ("konnte nicht zugestellt werden", "wurde nicht zugestellt", "konnte nicht übermittelt",
    "zustellung fehlgeschlagen")),
    ("italian", ("non è stato possibile recapitare", "non è stato recapitato", "mancato recapito")),
    ("other", ("the following recipients did not receive", "could not be delivered to the following",
               "mail delivery failed", "delivery failed to the following", "did not reach the following",
               "mail cannot be delivered to the following", "following recipients could not be reached",
               "was not delivered to the following", "were not able to deliver your message",
               "could not be delivered",
               "cannot be delivered", "could not deliver", "delivery failure", "unable to deliver mail",
               "following errors occurred", "delivery to one or more recipients",
               "trying to deliver the mail to the following",
               "following recipients:", "undeliverable to", "encountered delivery problems",
               "addressed to email address",
               "list of failed recipients", "undeliverable address", "delivered to the following user",
               "was undeliverable due to", "failed to deliver to", "invalid receiver address",
               "undeliverable, ",
               "couldn't deliver", "was not able to deliver", "message undeliverable", "unable to send",
               "mail not delivered", "has not been delivered", "not been delivered",
               "rejected your message")),
)  # fmt: skip

# Sentences that say it without naming addresses below.
SAYS: tuple[str, ...] = (
    "user's mailbox is full", "exceeds allowed size", "undeliverable due to the following",
    "mailbox is full", "has been returned because", "did not exactly match",
    "unknown user:",
    "invalid final delivery userid", "delivery failed", "undeliverable mail",
    "transcript of session follows",
    "you are not a member of this", "you tried to contact", "account is full", "has been delayed",
    "has been postponed",
    "delivery of email to this address", "undelivered mail", "original message follows", "user unknown",
    "no such user",
    "intended recipient:", "user is over", "no valid recipients", "mailbox full", "message log follows",
    "over quota",
    "ご指定のアドレス", "宛先メールアドレス", "エラーのため送信",
)  # fmt: skip

# A report of these is about waiting, not about giving up.
DELAYS: tuple[str, ...] = (
    "has been delayed", "not yet been delivered", "warning message only", "attempts will continue",
    "has been postponed",
    "will be retried", "will continue to attempt", "will continue to try", "this is just a warning",
    "delayed by more than",
    "still being attempted", "will keep trying", "do not need to resend", "transient non-fatal",
    "message delayed",
    "delivery is delayed", "will try again", "has not been delivered yet", "is delayed",
)  # fmt: skip

# Words in the subject of a report.
SUBJECTS: tuple[str, ...] = (
    "undeliver", "delivery fail", "delivery status notification", "failure notice", "returned mail",
    "mail delivery",
    "delivery report", "non remis", "unzustellbar", "mail failure", "delivery failure",
    "mail error",
    "returned to sender", "returning message", "returning to sender", "could not be delivered",
    "not delivered", "nondeliverable",
    "delivery notification", "mail system error", "failed mail", "warning: message",
    "warning: could not send", "non-delivery",
    "delivery error", "delivery warning", "delivery failure",
    "ndn:", "ndr",
    "не доставлено", "недоставлен", "не удалось доставить", "не может быть доставлено", "退信", "无法投递",
    "系统退信", "投递失败",
    "配信不能", "配送不能", "送信エラー", "送信できません", "エラーメール", "전송 실패", "반송",
    "배달 실패", "no se puede entregar", "no entregado",
    "não entregue", "mancato recapito", "onbestelbaar", "unzustellbar",
    "failure delivery",
    "are not member", "niet bezorgd", "olevererbart", "kan ikke leveres", "kan inte levereras",
    "niedostarcz", "error sending",
    "gescheiterte", "failed delivery", "dsn:",
    "undelivr",
)  # fmt: skip

# Words that count only where a mail system speaks.
VAGUE_SUBJECTS: tuple[str, ...] = (
    "delayed", "rejected", "bounce", "delivery problem", "zustellung", "ndr", "échec de", "message failed",
    "mail",
    "email failure", "error sending", "processing error", "message not accepted", "fail", "error", "falha",
    "return",
)  # fmt: skip

# Who only sends reports, by name or address.
MACHINES: tuple[str, ...] = (
    "mailer-daemon", "mailerdaemon", "mailer_daemon", "postmaster", "mail delivery", "mail.delivery",
    "maildelivery",
    "mail-daemon", "system administrator", "delivery subsystem", "mdaemon", "microsoftexchange",
    "mail system", "imss@",
    "jetmail", "mail administrator", "non-delivery", "ndr@", "dsn@", "inetgw", "mail daemon",
    "mailer daemon",
)  # fmt: skip

# Machines that send other mail too.
SENDERS: tuple[str, ...] = (
    "bounce", "antivirus", "no-reply@", "noreply@", "daemon", "mta@", "mailadmin", "mail-admin", "exim@",
    "mailer@",
    "-admin@", "root@", "administrator@", "mailsystem", "smtp-gateway", "gateway", "do-not-reply@",
    "donotreply@",
)  # fmt: skip

# Lines below which the returned mail begins.
TAILS: tuple[str, ...] = (
    "below this line is a copy", "copy of the message", "original message follows", "original message",
    "returned message",
    "message header follows", "message headers follow", "unsent message follows", "header of the original",
    "message text follows",
    "below the next line is a copy", "copy of the original message", "copy of the message header",
    "your message reads",
    "returned mail follows", "old message", "your returned mail", "start of returned message",
    "original message attached", "header of the source mail", "lines of your original", "first 50 lines",
    "original message as received",
    "message body follows", "undelivered message follows", "the original message was", "returned message",
    "below is a copy",
    "original text follows", "text of your original message", "headers of the message", "included below",
    "original mail",
    "summary of the undelivered message", "message header", "----- returned",
    "message contents follow",
    "ниже копия", "копия письма", "текст письма", "原始邮件", "元のメッセージ", "original-message",
)  # fmt: skip
