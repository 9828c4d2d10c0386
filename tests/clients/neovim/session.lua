-- A session in Neovim without a screen. The first thing that is not as expected ends it with an error.

local function fail(message)
  io.stderr:write("neovim: " .. message .. "\n")
  vim.cmd("cquit 1")
end

local function check(condition, message)
  if not condition then
    fail(message)
  end
end

local checks = 0
local function equal(actual, expected, what)
  check(vim.deep_equal(actual, expected),
    what .. "\nexpected " .. vim.inspect(expected) .. "\ngot " .. vim.inspect(actual))
  checks = checks + 1
end

local buffer = vim.api.nvim_get_current_buf()
local client = vim.lsp.start_client({
  name = "pitchlint",
  cmd = { vim.env.PITCHLINT, "lsp" },
  root_dir = vim.env.FOLDER,
  on_exit = function(code)
    _G.exit_code = code
  end,
})
check(client, "the server does not start")
vim.bo[buffer].filetype = "markdown"
vim.lsp.buf_attach_client(buffer, client)

-- Each diagnostic as its rule and the words under it.
local function found()
  local all = {}
  for _, one in ipairs(vim.diagnostic.get(buffer)) do
    local text = vim.api.nvim_buf_get_text(buffer, one.lnum, one.col, one.end_lnum, one.end_col, {})
    table.insert(all, { one.lnum, one.col, one.code or one.user_data.lsp.code, table.concat(text, "\n") })
  end
  table.sort(all, function(a, b)
    return a[1] < b[1] or a[1] == b[1] and a[2] < b[2]
  end)
  return all
end

local function rules()
  return vim.tbl_map(function(one)
    return one[3]
  end, found())
end

-- Waits until the diagnostics are as a function says.
local function wait(what, is_so)
  check(vim.wait(10000, function()
    return is_so(rules())
  end, 10), what .. ": " .. vim.inspect(found()))
end

local function has(rule)
  return function(all)
    return vim.tbl_contains(all, rule)
  end
end

local function lacks(rule)
  return function(all)
    return not vim.tbl_contains(all, rule)
  end
end

wait("nothing is found when the draft is opened", has("tools-first"))
-- Columns are bytes here. An emoji takes four, a CJK character three.
local opened = vim.tbl_filter(function(one)
  return vim.tbl_contains({ "tools-first", "corporate-jargon", "hype" }, one[3])
end, found())
equal(opened, {
  { 2, 18, "tools-first", "Zendesk" },
  { 2, 62, "corporate-jargon", "utilize" },
  { 4, 34, "hype", "game-changer" },
  { 4, 61, "corporate-jargon", "leverage" },
}, "the diagnostics when the draft is opened")

-- The actions for a place, by title, each with its edit.
local function actions(line, column, only)
  local position = { line = line, character = column }
  local answers = vim.lsp.buf_request_sync(buffer, "textDocument/codeAction", {
    textDocument = vim.lsp.util.make_text_document_params(buffer),
    range = { start = position, ["end"] = position },
    context = { diagnostics = {}, only = only },
  }, 5000)
  check(answers and answers[client] and answers[client].result, "no actions: " .. vim.inspect(answers))
  return answers[client].result
end

local function apply(all, pattern)
  for _, action in ipairs(all) do
    if action.title:match(pattern) then
      if not action.edit then
        local answers = vim.lsp.buf_request_sync(buffer, "codeAction/resolve", action, 5000)
        action = answers[client].result
      end
      check(action.edit, "no edit: " .. vim.inspect(action))
      vim.lsp.util.apply_workspace_edit(action.edit, vim.lsp.get_client_by_id(client).offset_encoding)
      return
    end
  end
  fail("no action " .. pattern .. ": " .. vim.inspect(all))
end

local hover = vim.lsp.buf_request_sync(buffer, "textDocument/hover", {
  textDocument = vim.lsp.util.make_text_document_params(buffer),
  position = { line = 2, character = 20 },
}, 5000)[client].result
for _, words in ipairs({ "tools-first", "Why", "Instead" }) do
  check(hover.contents.value:find(words, 1, true), "the hover does not say " .. words .. ": " .. vim.inspect(hover))
  checks = checks + 1
end

-- The fix, behind an emoji: the column is in the units that were agreed on.
local encoding = vim.lsp.get_client_by_id(client).offset_encoding
local line = vim.api.nvim_buf_get_lines(buffer, 2, 3, true)[1]
local column = encoding == "utf-8" and 62 or vim.str_utfindex(line, 62)
if encoding == "utf-16" then
  local _, units = vim.str_utfindex(line, 62)
  column = units
end
apply(actions(2, column, { "quickfix" }), "use")
equal(vim.api.nvim_buf_get_lines(buffer, 2, 3, true)[1],
  "We propose to buy Zendesk for 900 euros a month. 😀 We will use it daily.", "the line after its fix")
wait("the fixed word is still found", function(all)
  return #vim.tbl_filter(function(rule)
    return rule == "corporate-jargon"
  end, all) == 1
end)

-- Typing: a word of jargon comes and goes.
vim.api.nvim_buf_set_text(buffer, 4, 0, 4, 0, { "😀 Synergies. " })
wait("what was typed is not found", function(all)
  return #vim.tbl_filter(function(rule)
    return rule == "corporate-jargon"
  end, all) == 2
end)
vim.api.nvim_buf_set_text(buffer, 4, 0, 4, #"😀 Synergies. ", { "" })

-- The goal, from the bottom to the top.
apply(actions(0, 0, { "refactor.rewrite" }), "Put the goal first")
wait("the goal is not first", lacks("tools-first"))

-- A directive where the word is quoted.
wait("what was deleted is still found", has("hype"))
apply(actions(6, 30, { "quickfix" }), "Silence hype here")
wait("the directive silences nothing", lacks("hype"))

vim.cmd("silent write")
local expected = vim.fn.readfile(vim.env.EXPECTED)
equal(vim.api.nvim_buf_get_lines(buffer, 0, -1, true), expected, "the buffer at the end")
wait("what is left is not found", has("corporate-jargon"))

vim.lsp.stop_client(client)
check(vim.wait(3000, function()
  return _G.exit_code ~= nil
end, 10), "the server does not end")
equal(_G.exit_code, 0, "the exit code of the server")
io.stdout:write("neovim " .. tostring(vim.version().major) .. "." .. tostring(vim.version().minor) .. ": "
  .. checks .. " comparisons, " .. #opened .. " diagnostics at their columns, in " .. encoding .. "\n")
vim.cmd("qall!")
