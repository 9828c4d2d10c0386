#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| pitchlint_fuzz::check::run(data));
