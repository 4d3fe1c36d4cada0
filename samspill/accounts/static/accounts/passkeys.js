// Ties a form to allauth's passkey functions: <div data-passkey="addForm"> around a form with a "credential" field,
// and the options from the server as JSON beside it.
document.querySelectorAll("[data-passkey]").forEach((box) => {
  const form = box.querySelector("form");
  const credential = form.elements.namedItem("credential");
  const button = form.querySelector("button");
  const options = box.querySelector('script[type="application/json"]');
  credential.id = credential.id || "passkey-credential";
  button.id = "passkey-button";
  button.type = "button";
  window.allauth.webauthn.forms[box.dataset.passkey]({
    ids: {
      add: button.id,
      login: button.id,
      authenticate: button.id,
      credential: credential.id,
      passwordless: form.elements.namedItem("passwordless")?.id,
    },
    data: options && JSON.parse(options.textContent),
  });
});

// The person turned it down, or the device has no key: say so instead of nothing.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.querySelectorAll("[data-passkey-trouble]").forEach((note) => {
    note.hidden = false;
  });
});
