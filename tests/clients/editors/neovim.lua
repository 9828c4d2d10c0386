-- Neovim's own client with the settings from the page: what it shows when a draft is opened, and what two keys make of it.
local buffer = vim.api.nvim_get_current_buf()

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, true), "\n") .. "\n"
end

local function wait(what, is_so)
  if not vim.wait(10000, is_so, 10) then
    io.stderr:write(what .. ": " .. vim.inspect(vim.diagnostic.get(buffer)) .. text())
    vim.cmd("cquit 1")
  end
end

vim.cmd("filetype on")
dofile(vim.env.SETTINGS)
vim.cmd("doautocmd BufReadPost")
vim.bo[buffer].filetype = "markdown"
wait("nothing is found", function()
  return #vim.diagnostic.get(buffer) > 0
end)

local found = {}
for _, one in ipairs(vim.diagnostic.get(buffer)) do
  local line = vim.api.nvim_buf_get_lines(buffer, one.lnum, one.lnum + 1, true)[1]
  table.insert(found, { one.code, one.lnum + 1, vim.str_utfindex(line, "utf-32", one.col) + 1 })
end

local function press(key)
  local before = text()
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(vim.keycode("<Leader>") .. key, true, true, true), "x", false)
  wait(key .. " changes nothing", function()
    return text() ~= before
  end)
end

press("pf")
local fixed = text()
press("pg")
local third = vim.api.nvim_buf_get_lines(buffer, 2, 3, true)[1]
io.stdout:write("\n" .. vim.json.encode({ found = found, fixed = fixed, third = third }) .. "\n")
vim.cmd("qall!")
