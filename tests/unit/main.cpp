// The entry point of each unit test program.
#define BOOST_TEST_MODULE enrollkit
#include <boost/test/unit_test.hpp>
