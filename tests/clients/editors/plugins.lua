-- Does with the settings for nvim-lint and conform what the manuals of these plugins say that they do with them: runs the command with
-- the buffer on its standard input, and hands on what it writes.
local buffer = vim.api.nvim_get_current_buf()
local lint = { linters = {}, try_lint = function() end }
local conform = {}
package.preload.lint = function()
  return lint
end
package.preload.conform = function()
  return { setup = function(options) conform = options end }
end
dofile(vim.env.SETTINGS)

local text = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, true), "\n") .. "\n"
local said = {}
if lint.linters_by_ft then
  local linter = lint.linters[lint.linters_by_ft.markdown[1]]
  local command = { linter.cmd }
  for _, argument in ipairs(linter.args) do
    table.insert(command, type(argument) == "function" and argument() or argument)
  end
  local done = vim.system(command, { stdin = text, text = true }):wait()
  assert(linter.ignore_exitcode or done.code == 0)
  said.found = {}
  for _, one in ipairs(linter.parser(done.stdout, buffer, vim.fn.getcwd())) do
    local line = vim.api.nvim_buf_get_lines(buffer, one.lnum, one.lnum + 1, true)[1]
    assert(one.severity and one.message ~= "")
    table.insert(said.found, { one.code, one.lnum + 1, vim.str_utfindex(line, "utf-32", one.col) + 1 })
  end
else
  local formatter = conform.formatters[conform.formatters_by_ft.markdown[1]]
  local command = { formatter.command }
  for _, argument in ipairs(formatter.args) do
    table.insert(command, (argument:gsub("$FILENAME", vim.api.nvim_buf_get_name(buffer))))
  end
  local done = vim.system(command, { stdin = text, text = true }):wait()
  assert(done.code == 0, "conform takes other exit codes for failures")
  said.fixed = done.stdout
end
io.stdout:write("\n" .. vim.json.encode(said) .. "\n")
vim.cmd("qall!")
