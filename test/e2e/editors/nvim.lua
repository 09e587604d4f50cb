-- Run by run-editors.mjs in a headless Neovim: a second real client over standard streams. Leaves with 1 at the first miss.
local command, file = vim.env.SEAWORTHY_COMMAND, vim.env.SEAWORTHY_FILE

local function fail(message)
  io.stderr:write("nvim: " .. message .. "\n")
  vim.cmd("cquit 1")
end

local function wait_for(what, probe)
  if not vim.wait(15000, probe, 20) then fail("never happened: " .. what) end
end

local function codes()
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    local lsp = diagnostic.user_data and diagnostic.user_data.lsp or {}
    found[lsp.code or diagnostic.code or "?"] = diagnostic
  end
  return found
end

vim.cmd("edit " .. vim.fn.fnameescape(file))
local client_id = vim.lsp.start_client({
  name = "seaworthy",
  cmd = vim.split(command, "\n"),
  root_dir = vim.fn.fnamemodify(file, ":h"),
  init_options = { settings = { rules = { ["label-missing"] = "off" } } },
})
if client_id == nil then fail("the server did not start") end
vim.lsp.buf_attach_client(0, client_id)

wait_for("a diagnostic lockfile-ignored", function() return codes()["lockfile-ignored"] ~= nil end)
if codes()["label-missing"] ~= nil then fail("its settings do not hold") end
local diagnostic = codes()["lockfile-ignored"]
local words = vim.api.nvim_buf_get_lines(0, diagnostic.lnum, diagnostic.lnum + 1, false)[1]
words = words:sub(diagnostic.col + 1, diagnostic.end_col)
if words ~= "npm install" then fail("the squiggle stands on: " .. words) end

local place = { line = diagnostic.lnum, character = diagnostic.col }
local answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", {
  textDocument = vim.lsp.util.make_text_document_params(),
  range = { start = place, ["end"] = place },
  context = { diagnostics = {} },
}, 10000)
local action
for _, answer in pairs(answers or {}) do
  for _, each in ipairs(answer.result or {}) do
    if each.title == "Write npm ci" then action = each end
  end
end
if action == nil then fail("no code action: " .. vim.inspect(answers)) end

local client = vim.lsp.get_client_by_id(client_id)
vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
wait_for("the text to change", function()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n"):find("RUN npm ci", 1, true) ~= nil
end)
wait_for("the diagnostic to go", function() return codes()["lockfile-ignored"] == nil end)
io.stdout:write("nvim: diagnostic, code action, edit, diagnostic gone\n")
vim.cmd("qall!")
