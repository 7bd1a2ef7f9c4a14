// What a person is doing on a message that is replaced by its next revision: unfolded details, ticks, typed values, the focus.

// Every control has a place that survives a new revision: its kind and what it says, not where it stands.
function keyOf(element) {
  if (element.matches("summary")) return `summary|${pathOf(element.parentElement)}`;
  if (element.matches("button[data-verb]")) return `button|${element.dataset.verb}|${element.dataset.command.replace(/"hash":"[^"]*"/, "")}`;
  if (element.matches("[data-toggles] input")) return `toggle|${element.closest("[data-toggles]").dataset.toggles}|${element.value}`;
  if (element.matches("input[type=radio]")) return `radio|${element.dataset.input}|${element.value}`;
  if (element.matches("[data-input]")) return `input|${element.dataset.input}`;
  return `${element.tagName}|${element.textContent}`;
}

function pathOf(details) {
  const title = details.querySelector("summary").textContent;
  const figure = details.closest("figure");
  const outer = details.parentElement.closest("details");
  return `${outer ? pathOf(outer) + " / " : ""}${figure ? figure.querySelector("figcaption").textContent + " / " : ""}${title}`;
}

export function remember(article) {
  const open = new Set([...article.querySelectorAll("details[open]")].map(pathOf));
  const checked = new Map();
  const values = new Map();
  for (const input of article.querySelectorAll("input, select")) {
    if (input.type === "checkbox" || input.type === "radio") {
      if (input.checked !== input.defaultChecked) checked.set(keyOf(input), input.checked);
    } else if (input.tagName === "SELECT") {
      if (!input.selectedOptions[0]?.defaultSelected) values.set(keyOf(input), input.value);
    } else if (input.value !== input.defaultValue) values.set(keyOf(input), input.value);
  }
  const active = article.contains(document.activeElement) ? document.activeElement : null;
  return { open, checked, values, active: active && keyOf(active), selection: selectionOf(active) };
}

function selectionOf(element) {
  return element?.matches("input[type=text]") ? [element.selectionStart, element.selectionEnd] : null;
}

export function restore(article, state) {
  for (const details of article.querySelectorAll("details")) if (state.open.has(pathOf(details))) details.open = true;
  for (const input of article.querySelectorAll("input, select")) {
    const key = keyOf(input);
    if (state.checked.has(key)) input.checked = state.checked.get(key);
    else if (state.values.has(key)) input.value = state.values.get(key);
  }
  if (!state.active) return;
  const focusable = [...article.querySelectorAll("button, input, select, summary, a, [tabindex]")];
  const active = focusable.find((element) => keyOf(element) === state.active);
  if (active) {
    active.focus({ preventScroll: true });
    if (state.selection) active.setSelectionRange(...state.selection);
  } else {
    // The pressed button is gone with the decision: stay on the message, so that the keyboard does not start again at the top.
    article.tabIndex = -1;
    article.focus({ preventScroll: true });
  }
}
