// details.menu: closes on Escape, on a tap elsewhere and after a choice. Opening needs no script.
document.addEventListener("click", ({ target }) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(target) || target.closest(".menu__list a, .menu__list button")) menu.open = false
  }
})

document.addEventListener("keydown", ({ key, target }) => {
  const menu = key === "Escape" && target.closest?.("details.menu[open]")
  if (!menu) return
  menu.open = false
  menu.querySelector("summary").focus()
})
