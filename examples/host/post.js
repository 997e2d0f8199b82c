// What the page around does with a figure: it reads what the reader has set. (It may set it, too: `figure.state = "in=5M"`.)
addEventListener("showdown-state", ({ target, detail }) => {
  document.querySelector("#state").value = `${target.getAttribute("figure")}: ${detail.state || "as it begins"}`;
});
