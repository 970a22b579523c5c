"""Who is told when an event is published: its owners' to choose, since what is sent leaves the house."""

from __future__ import annotations

import secrets
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_POST

from events import reaching
from events import webhooks as sending
from events.desk import access
from events.desk.pages import render_page, signed_in
from events.models import Event, Webhook, WebhookMessage

MOST = 5  # of an event: whoever publishes waits for all of them
SHOWN = 20  # messages of the log


class WebhookForm(forms.ModelForm):  # type: ignore[type-arg]
    secret = forms.CharField(
        required=False,
        min_length=16,
        max_length=200,
        help_text="At least 16 letters, by which the program that is told knows that it is us. Empty: we make one.",
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )

    class Meta:
        model = Webhook
        fields = ["url", "secret"]
        help_texts = {"url": "As in https://www.example.org/schedule-changed"}
        widgets = {"url": forms.URLInput({"placeholder": "https://"})}

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.event = event

    def clean_url(self) -> str:
        """Refused here, where it can be put right, and once more whenever something is sent."""
        url = str(self.cleaned_data["url"])
        try:
            reaching.refuse_inside(urlsplit(url).hostname or "")
        except ValueError:
            pass  # no address at all, which the model says
        except reaching.UnreachableError as error:
            raise forms.ValidationError(str(error)) from error
        return url

    def clean_secret(self) -> str:
        return str(self.cleaned_data["secret"]) or secrets.token_urlsafe(32)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        event = self.instance.event
        if event.webhooks.filter(url=said.get("url")).exists():
            self.add_error("url", "This address is told already. Take it away first to give it another secret.")
        if event.webhooks.count() >= MOST:
            self.add_error(None, f"An event tells {MOST} addresses. Take one away first.")
        return said


def webhooks(request: HttpRequest, event: int) -> HttpResponse:
    found = owned_or_refused(request, event)
    form = WebhookForm(request.POST or None, event=found)
    made = None
    if request.method == "POST" and form.is_valid():
        made = form.save(commit=False)
        made.created_by = signed_in(request)
        made.save()
        form = WebhookForm(event=found)
    log = WebhookMessage.objects.filter(webhook__event=found).select_related("webhook").defer("body")
    response = render_page(
        request,
        found,
        "webhooks",
        "Webhooks",
        form=form,
        made=made,  # its secret stands in this answer and in no other
        hooks=found.webhooks.all(),
        log=log[:SHOWN],
        section="settings",
    )
    add_never_cache_headers(response)
    return response


@require_POST
def test(request: HttpRequest, event: int, webhook: int) -> HttpResponse:
    found = owned_or_refused(request, event)
    message = sending.test(get_object_or_404(found.webhooks.select_related("event"), pk=webhook))
    sent = message.state == WebhookMessage.State.SENT
    say = messages.success if sent else messages.error
    say(request, f"The test {'arrived' if sent else 'did not arrive'} at {message.webhook}. {message.result}")
    return _back(found)


@require_POST
def again(request: HttpRequest, event: int, message: int) -> HttpResponse:
    """Send a message that was given up, or that waits, once more and now."""
    found = owned_or_refused(request, event)
    kept = get_object_or_404(WebhookMessage, pk=message, webhook__event=found)
    if kept.state != WebhookMessage.State.SENT:
        kept.state, kept.next_at = WebhookMessage.State.WAITING, timezone.now()
        kept.save(update_fields=["state", "next_at"])
        sending.send([kept.pk], sending.AT_ONCE)
        kept.refresh_from_db()
    messages.info(request, f"Sent once more to {kept.webhook}. {kept.result}")
    return _back(found)


@require_POST
def remove(request: HttpRequest, event: int, webhook: int) -> HttpResponse:
    found = owned_or_refused(request, event)
    hook = get_object_or_404(found.webhooks, pk=webhook)
    hook.delete()
    messages.success(request, f"Nothing is told any more to {hook}.")
    return _back(found)


def owned_or_refused(request: HttpRequest, event: int) -> Event:
    found = access.event_or_404(request.user, event)
    if not access.may_own(request.user, found.pk):
        raise PermissionDenied(f"Only owners of {found} choose who is told.")
    return found


def _back(event: Event) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:event_webhooks", args=[event.pk]))
