// Asks the browser for a passkey and puts what it gives into a form of the page. Nothing else needs a script here.
const toBytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const toText = (buffer) =>
  btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

async function ask(form, purpose) {
  const body = new URLSearchParams({ seal: form.elements.seal.value, purpose });
  const answer = await fetch("/account/passkeys/challenge", { method: "POST", body });
  if (!answer.ok) throw new Error("no challenge");
  return answer.json();
}

async function signIn(form) {
  const asked = await ask(form, "sign-in");
  const credential = await navigator.credentials.get({
    publicKey: { challenge: toBytes(asked.challenge), rpId: asked.host, userVerification: "required", allowCredentials: [] },
  });
  const { clientDataJSON, authenticatorData, signature } = credential.response;
  return { id: credential.rawId, client_data: clientDataJSON, data: authenticatorData, signature };
}

async function add(form) {
  const asked = await ask(form, "add");
  const credential = await navigator.credentials.create({
    publicKey: {
      challenge: toBytes(asked.challenge),
      rp: { id: asked.host, name: asked.host },
      user: { id: toBytes(asked.handle), name: asked.user, displayName: asked.user },
      pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: "public-key", alg })),
      excludeCredentials: asked.known.map((id) => ({ type: "public-key", id: toBytes(id) })),
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      attestation: "none",
    },
  });
  return { client_data: credential.response.clientDataJSON, attestation: credential.response.attestationObject };
}

const ceremonies = { "passkey-sign-in": signIn, "passkey-add": add };

for (const form of document.querySelectorAll("form[data-name]")) {
  const ceremony = ceremonies[form.dataset.name];
  if (!ceremony || !window.PublicKeyCredential) continue;
  const room = form.closest(".passkey");
  room.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const problem = room.querySelector(".problem");
    problem.hidden = true;
    try {
      for (const [name, bytes] of Object.entries(await ceremony(form))) {
        const field = document.createElement("input");
        Object.assign(field, { type: "hidden", name, value: toText(bytes) });
        form.append(field);
      }
      form.submit();
    } catch {
      problem.hidden = false;
    }
  });
}
