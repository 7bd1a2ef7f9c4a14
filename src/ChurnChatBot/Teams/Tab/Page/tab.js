// The page inside Teams: Teams says who looks at it, and the server answers with what that person may see, as ready HTML.
const main = document.querySelector("main");

function say(words) {
  const paragraph = document.createElement("p");
  paragraph.textContent = words;
  main.replaceChildren(paragraph);
}

async function show(path) {
  // Asked for each time: Teams keeps the token and renews it.
  const token = await microsoftTeams.authentication.getAuthToken();
  const answer = await fetch(path, { headers: { Authorization: `Bearer ${token}` } });
  if (answer.status === 401) return say("Teams could not tell me who you are. Close this tab and open it again.");
  if (answer.status === 404) return say("This project is not there any more, or you have not worked on it.");
  if (!answer.ok) return say("The projects cannot be shown right now. Try again in a minute.");
  // Made by the server from encoded text alone; the page's policy allows no script in it.
  main.innerHTML = await answer.text();
  main.querySelector("h1")?.focus();
}

document.addEventListener("click", event => {
  const link = event.target.closest("a[data-path]");
  if (!link) return;
  event.preventDefault();
  show(link.dataset.path).catch(() => say("The projects cannot be shown right now. Try again in a minute."));
});

try {
  await microsoftTeams.app.initialize();
  await show("/teams/tab/projects");
} catch {
  say("This page opens inside Microsoft Teams: choose ChurnChatBot there, then the tab Projects.");
}
