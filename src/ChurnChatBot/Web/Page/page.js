// The page's behaviour: sends words, presses and files, follows the thread, and keeps what a person is doing when a message changes.
// The server renders every message; nothing here builds one from data.

import { remember, restore } from "./keep.js";
import { bytes, localiseTimes, problemSentence, sentenceOf } from "./wording.js";

const main = document.getElementById("main");
const byId = (id) => document.getElementById(id);

initialiseDrawer();
localiseTimes(document);
if (main.dataset.conversation) initialiseThread();

function initialiseThread() {
  const base = `/projects/${main.dataset.conversation}`;
  const thread = byId("thread");
  const log = byId("log");
  const toEnd = byId("to-end");
  const text = byId("text");
  const maxUpload = Number(main.dataset.maxUpload);
  let follow = true;   // whether the person is at the end and wants to stay there
  let placed = -1;     // where the script scrolled to last, to tell its scrolling from the person's
  let uploading = null;
  const queue = [];

  // ----- Scrolling -----

  const isAtEnd = () => thread.scrollHeight - thread.scrollTop - thread.clientHeight < 96;

  function place(top) {
    thread.scrollTop = top;
    placed = thread.scrollTop;
    follow = true;
    toEnd.hidden = true;
  }

  // A message taller than the view is shown from its beginning.
  function showNewest(article) {
    const top = article.getBoundingClientRect().top - thread.getBoundingClientRect().top + thread.scrollTop - 16;
    place(Math.min(top, thread.scrollHeight - thread.clientHeight));
  }

  thread.addEventListener("scroll", () => {
    if (Math.abs(thread.scrollTop - placed) < 2) return;
    placed = -1;
    follow = isAtEnd();
    if (follow) toEnd.hidden = true;
  }, { passive: true });
  toEnd.addEventListener("click", () => place(thread.scrollHeight));

  // ----- Messages -----

  function receive({ messageId, revision, html }) {
    const template = document.createElement("template");
    template.innerHTML = html;
    const arrived = template.content.firstElementChild;
    localiseTimes(arrived);
    const known = log.querySelector(`article[data-message-id="${CSS.escape(messageId)}"]`);
    if (known) {
      if (Number(known.dataset.revision) < revision) replace(known, arrived);
      return;
    }
    arrived.classList.add("new");
    log.append(arrived);
    if (arrived.classList.contains("bot")) announce(arrived);
    if (follow) showNewest(arrived);
    else toEnd.hidden = false;
  }

  function replace(known, arrived) {
    const wasAtEnd = isAtEnd();
    const state = remember(known);
    known.replaceWith(arrived);
    restore(arrived, state);
    if (follow && wasAtEnd) place(thread.scrollHeight);
  }

  function announce(article) {
    const spoken = article.querySelector("h2, .progress p, p");
    byId("announcer").textContent = spoken ? spoken.textContent : "New message";
  }

  // ----- Following the thread -----

  let after = main.dataset.after;
  let source = null;

  function connect() {
    source = new EventSource(`${base}/events?after=${after}`);
    source.addEventListener("message", (event) => {
      after = event.lastEventId || after;
      receive(JSON.parse(event.data));
    });
    source.addEventListener("state", (event) => showState(JSON.parse(event.data)));
    source.addEventListener("removed", () => location.reload());
    source.addEventListener("error", () => {
      // The browser tries again by itself, except after a refusal.
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(() => { if (!document.hidden && source.readyState === EventSource.CLOSED) connect(); }, 8000);
    });
  }
  connect();
  // A browser opens few connections to one place: a page that is long out of sight gives its own back, and resumes when it is seen.
  let leaving = 0;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(leaving);
    if (document.hidden) leaving = setTimeout(() => source.close(), 60_000);
    else if (source.readyState === EventSource.CLOSED) connect();
  });
  // A page that comes back from the browser's cache has lost its connection.
  addEventListener("pageshow", (event) => { if (event.persisted) { source.close(); connect(); } });

  function showState({ title, isWorking }) {
    byId("working").hidden = !isWorking;
    if (!isWorking) release();
    document.title = `${title} · ChurnChatBot`;
    byId("title").firstElementChild.textContent = title;
    const current = document.querySelector(".projects a[aria-current]");
    if (current) {
      current.firstElementChild.textContent = title;
      current.title = title;
    }
  }

  // ----- Sending -----

  // The same id each time: a turn that arrived although the answer was lost is not taken twice.
  async function send(turn) {
    const body = JSON.stringify({ turnId: newId(), ...turn });
    for (let attempt = 0; ; attempt++) {
      try {
        const response = await fetch(`${base}/turns`, { method: "POST", headers: { "Content-Type": "application/json" }, body });
        if (response.ok) {
          hideNotice();
          byId("working").hidden = false;
          return true;
        }
        if (response.status < 500 || attempt === 3) {
          notify(await sentenceOf(response));
          return false;
        }
      } catch {
        if (attempt === 3) {
          notify("The server does not answer. Nothing was sent; try again when it runs.");
          return false;
        }
      }
      await new Promise((done) => setTimeout(done, 500 * 2 ** attempt));
    }
  }

  let isSending = false;

  async function sendText() {
    const words = text.value.trim();
    if (!words || isSending) return;
    isSending = true;
    follow = true;
    const sent = await send({ text: words });
    isSending = false;
    if (sent && text.value.trim() === words) {
      text.value = "";
      grow();
    }
  }

  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    sendText();
  });
  text.addEventListener("keydown", (event) => {
    // While characters are composed (Chinese, Japanese), Enter chooses one of them.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    sendText();
  });
  text.addEventListener("input", grow);

  function grow() {
    if (CSS.supports("field-sizing", "content")) return;
    text.rows = Math.min(7, text.value.split("\n").length);
  }

  log.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-verb]");
    // A disabled button would lose the focus, so it stays enabled and is passed over.
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    const article = button.closest("article");
    const invalid = [...article.querySelectorAll("[data-input]")].find((input) => !input.checkValidity());
    if (invalid) {
      invalid.reportValidity();
      return;
    }
    const buttons = [...article.querySelectorAll("button[data-verb]")];
    article.classList.add("sending");
    for (const one of buttons) one.setAttribute("aria-disabled", "true");
    follow = true;
    const sent = await send({
      action: { verb: button.dataset.verb, data: JSON.parse(button.dataset.command), inputs: inputsOf(article), messageId: article.dataset.messageId },
    });
    if (!sent) release();
    else setTimeout(() => { if (byId("working").hidden) release(); }, 3000);
  });

  function release() {
    for (const article of log.querySelectorAll(".sending")) {
      article.classList.remove("sending");
      for (const button of article.querySelectorAll("button[aria-disabled]")) button.removeAttribute("aria-disabled");
    }
  }

  function inputsOf(article) {
    const inputs = {};
    for (const group of article.querySelectorAll("[data-toggles]"))
      inputs[group.dataset.toggles] = [...group.querySelectorAll("input:checked")].map((box) => box.value).join(",");
    for (const input of article.querySelectorAll("[data-input]"))
      if (input.type !== "radio" || input.checked) inputs[input.dataset.input] = input.value;
    return inputs;
  }

  // ----- Files -----

  byId("attach").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", (event) => {
    enqueue([...event.target.files]);
    event.target.value = "";
  });
  byId("upload-cancel").addEventListener("click", () => {
    queue.length = 0;
    uploading?.abort();
  });

  let dragDepth = 0;
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  addEventListener("dragenter", (event) => {
    if (!carriesFiles(event)) return;
    dragDepth++;
    byId("drop").hidden = false;
  });
  addEventListener("dragleave", (event) => {
    if (!carriesFiles(event)) return;
    dragDepth = Math.max(0, dragDepth - 1);
    if (dragDepth === 0) byId("drop").hidden = true;
  });
  addEventListener("dragover", (event) => { if (carriesFiles(event)) event.preventDefault(); });
  addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    dragDepth = 0;
    byId("drop").hidden = true;
    enqueue([...event.dataTransfer.files]);
  });
  text.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0 && !event.clipboardData.types.includes("text/plain")) {
      event.preventDefault();
      enqueue(files);
    }
  });

  function enqueue(files) {
    for (const file of files) {
      if (file.size > maxUpload) notify(`${file.name} has ${bytes(file.size)}; files of up to ${bytes(maxUpload)} are taken here.`);
      else if (file.size === 0) notify(`${file.name} is empty, or is a folder. Drop a CSV or Excel file.`);
      else queue.push(file);
    }
    if (!uploading) uploadNext();
  }

  function uploadNext() {
    const file = queue.shift();
    byId("upload").hidden = !file;
    uploading = null;
    if (!file) return;
    hideNotice();
    follow = true;
    const request = uploading = new XMLHttpRequest();
    const progress = byId("upload-progress");
    const label = byId("upload-text");
    progress.value = 0;
    label.textContent = `Uploading ${file.name} (${bytes(file.size)})`;
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) progress.value = event.loaded / event.total;
      if (event.loaded === event.total) label.textContent = `Storing ${file.name}`;
    });
    request.addEventListener("load", () => {
      if (request.status >= 400) notify(problemSentence(request.responseText) ?? `${file.name} was not taken.`);
      else byId("working").hidden = false;
      uploadNext();
    });
    request.addEventListener("error", () => {
      notify(`${file.name} did not arrive: the connection broke. Drop it again.`);
      uploadNext();
    });
    request.addEventListener("abort", uploadNext);
    request.open("POST", `${base}/files?name=${encodeURIComponent(file.name)}&turn=${newId()}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.send(file);
  }

  // ----- Name -----

  const nameForm = byId("name-form");
  byId("change-name").addEventListener("click", () => {
    closeDrawer();
    nameForm.hidden = false;
    byId("name").focus();
  });
  nameForm.addEventListener("submit", (event) => {
    event.preventDefault();
    saveName(byId("name").value);
  });
  byId("name-later").addEventListener("click", () => saveName(byId("person-name").textContent));

  async function saveName(name) {
    name = name.trim() || "You";
    try {
      const response = await fetch("/person", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ name }) });
      if (!response.ok) return notify(await sentenceOf(response));
    } catch {
      return notify("The server does not answer; the name was not kept.");
    }
    byId("person-name").firstElementChild.textContent = name;
    nameForm.hidden = true;
    text.focus();
  }

  byId("notice-close").addEventListener("click", () => {
    hideNotice();
    text.focus();
  });

  place(thread.scrollHeight);
  if (matchMedia("(hover: hover)").matches) text.focus({ preventScroll: true });
}

// ----- Around the thread -----

function initialiseDrawer() {
  byId("menu").addEventListener("click", () => {
    const isOpen = document.body.classList.toggle("drawer-open");
    byId("menu").setAttribute("aria-expanded", String(isOpen));
    if (isOpen) byId("sidebar").querySelector("a, button").focus();
  });
  byId("veil").addEventListener("click", closeDrawer);
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !document.body.classList.contains("drawer-open")) return;
    closeDrawer();
    byId("menu").focus();
  });
}

function closeDrawer() {
  document.body.classList.remove("drawer-open");
  byId("menu").setAttribute("aria-expanded", "false");
}

function notify(sentence) {
  byId("notice-text").textContent = sentence;
  byId("notice").hidden = false;
}

function hideNotice() {
  byId("notice").hidden = true;
}

// crypto.randomUUID is missing on pages without https that are not on this machine.
function newId() {
  const random = crypto.getRandomValues(new Uint8Array(16));
  random[6] = (random[6] & 0x0f) | 0x40;
  random[8] = (random[8] & 0x3f) | 0x80;
  const hex = [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
